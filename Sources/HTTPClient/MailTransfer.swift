import CCurl
import Synchronization

/// One message on its way to its server: an easy handle, and what its call-backs need. Belongs to one thread.
@safe final class MailTransfer {
    private let easy: UnsafeMutableRawPointer
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var recipients: UnsafeMutablePointer<curl_slist>?
    private let mail: Mail
    private let ticket: Exchange.Ticket
    private var sent = 0

    /// Nil when libcurl has no memory left.
    init?(_ mail: Mail, ticket: Exchange.Ticket) {
        guard let easy = unsafe curl_easy_init() else { return nil }
        unsafe self.easy = unsafe easy
        self.mail = mail
        self.ticket = ticket
    }

    deinit {
        unsafe curl_easy_cleanup(easy)
        unsafe curl_slist_free_all(recipients)
        unsafe errorText.deallocate()
    }

    /// Sends the message; nil when the server took it.
    func perform(by configuration: HTTPClientConfiguration) -> MailFailure? {
        unsafe errorText.pointee = 0
        guard addRecipients() else { return MailFailure("libcurl has no memory left") }
        var options = unsafe CurlOptions(easy: easy)
        options.setMail(mail, by: configuration)
        unsafe options.setMailOwner(self, recipients: recipients, errorText: errorText)
        guard options.areAccepted else { return MailFailure("libcurl refuses an option") }
        let code = unsafe curl_easy_perform(easy)
        guard code != CURLE_OK else { return nil }
        if ticket.isCancelled.load(ordering: .acquiring) { return MailFailure("cancelled") }
        let status = unsafe ccurl_status(easy)
        let own = unsafe String(cString: errorText)
        let words = own.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : own
        let number = status >= 400 && !words.contains("\(status)") ? " (the server said \(status))" : ""
        return MailFailure(words + number, isFinal: (500...599).contains(status))
    }

    private func addRecipients() -> Bool {
        for recipient in mail.recipients {
            guard let longer = unsafe curl_slist_append(recipients, recipient) else { return false }
            unsafe recipients = unsafe longer
        }
        return unsafe recipients != nil
    }

    /// libcurl asks for more of the message.
    func fill(_ room: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(room.count, mail.content.count - sent)
        let piece = sent..<sent + count
        unsafe mail.content.withUnsafeBytes {
            unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[piece]))
        }
        sent += count
        return count
    }

    /// libcurl asks about once a second whether to go on.
    func goesOn() -> Bool { !ticket.isCancelled.load(ordering: .acquiring) }
}
