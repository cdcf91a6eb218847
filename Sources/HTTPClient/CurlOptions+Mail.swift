import CCurl

extension CurlOptions {
    /// Where a message goes and how it is protected on its way.
    mutating func setMail(_ mail: Mail, by configuration: HTTPClientConfiguration) {
        set(CURLOPT_NOSIGNAL, 1)
        unsafe note(ccurl_set_quick_exit(easy))
        set(CURLOPT_PROXY, "")
        set(CURLOPT_URL, mail.server.url)
        set(CURLOPT_PROTOCOLS_STR, mail.server.isSecureFromTheStart ? "smtps" : "smtp")
        set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.wholeMilliseconds)
        set(CURLOPT_TIMEOUT_MS, configuration.timeout.wholeMilliseconds)
        set(CURLOPT_USE_SSL, Int(mail.needsTLS ? CURLUSESSL_ALL.rawValue : CURLUSESSL_NONE.rawValue))
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = configuration.certificateAuthorityFile { set(CURLOPT_CAINFO, file) }
        if let login = mail.login {
            set(CURLOPT_USERNAME, login.user)
            set(CURLOPT_PASSWORD, login.password)
        }
        set(CURLOPT_MAIL_FROM, mail.sender)
        // An address that the server does not know leaves the others their message.
        set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1)
        set(CURLOPT_UPLOAD, 1)
        unsafe note(ccurl_set_offset(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(mail.content.count)))
    }

    /// Which transfer the call-backs reach, its recipients, and the 256 bytes for libcurl's words. All must outlive the transfer's run.
    mutating func setMailOwner(
        _ owner: MailTransfer, recipients: UnsafeMutablePointer<curl_slist>?, errorText: UnsafeMutablePointer<CChar>
    ) {
        unsafe note(ccurl_set_recipients(easy, recipients))
        unsafe note(ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText))
        unsafe note(
            ccurl_set_mail_callbacks(
                easy, Unmanaged.passUnretained(owner).toOpaque(),
                { room, size, count, context in
                    guard let room = unsafe room, let transfer = unsafe CurlOptions.mailOwner(context) else {
                        return Int(CURL_READFUNC_ABORT)
                    }
                    return unsafe transfer.fill(UnsafeMutableRawBufferPointer(start: room, count: size * count))
                },
                // What the server says beside its replies is for nobody.
                { _, size, count, _ in size * count },
                { context, _, _, _, _ in unsafe CurlOptions.mailOwner(context)?.goesOn() == true ? 0 : 1 }))
    }

    private static func mailOwner(_ context: UnsafeMutableRawPointer?) -> MailTransfer? {
        guard let context = unsafe context else { return nil }
        return unsafe Unmanaged<MailTransfer>.fromOpaque(context).takeUnretainedValue()
    }
}
