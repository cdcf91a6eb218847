/// The texts of our own pages and of the script, by the keys that a file in `languages/` gives them.
public enum PageText: String, Sendable, CaseIterable {
    // After a post that was stored.
    case thanksTitle = "thanks_title"
    case thanks
    // What a visitor can put right.
    case problemsTitle = "problems_title"
    case problems
    case filesAgain = "files_again"
    case send
    // What was not taken.
    case failureTitle = "failure_title"
    case unavailable
    case sendAgain = "send_again"
    case origin
    case tooLarge = "too_large"
    case tooSlow = "too_slow"
    case tooMany = "too_many"
    case unreadable
    // The way back.
    case back
    case backKeeps = "back_keeps"
    // What the script says beside the form.
    case sending
    case waiting
    case waitingFiles = "waiting_files"
    case failed
    // What is wrong with a field.
    case required
    case requiredOneOf = "required_one_of"
    case tooLong = "too_long"
    case choice
    case choices
    case email
    case number
    case wholeNumber = "whole_number"
    case numberSize = "number_size"
    case ambiguous
    case money
    case date
    case dateTime = "datetime"
    case yesOrNo = "boolean"
    case url
    case fileTooLarge = "file_too_large"
    case fileType = "file_type"
    case fileCount = "file_count"
    case fileEmpty = "file_empty"
    case other

    /// What it says, and where: the manual's words about it.
    public var about: String {
        switch self {
        case .thanksTitle: "the title of the page after a post that was stored"
        case .thanks: "what it says, and the script beside the form"
        case .problemsTitle: "the title of the page that lets a visitor put something right"
        case .problems: "what it says"
        case .filesAgain: "said where files were sent: no page can choose them again"
        case .send: "its button"
        case .failureTitle: "the title of the page that says why nothing was taken"
        case .unavailable: "nothing could be stored; the visitor can send it again from that page"
        case .sendAgain: "its button"
        case .origin: "the form is not for pages of that website"
        case .tooLarge: "more than the form takes"
        case .tooSlow: "it did not arrive in time"
        case .tooMany: "too many posts came from one address"
        case .unreadable: "what came is no form"
        case .back: "a link to where the visitor came from"
        case .backKeeps: "said where the page cannot hold what was typed"
        case .sending: "the script, while it sends"
        case .waiting: "the script, while there is no network: what was typed is kept in the browser"
        case .waitingFiles: "the same with files, which no browser keeps: the page has to stay open"
        case .failed: "the script, where something else went wrong"
        case .required: "nothing was filled in"
        case .requiredOneOf: "one of these fields has to be filled in; {fields} are their names"
        case .tooLong: "more than {count} characters"
        case .choice: "none of the values that the form takes"
        case .choices: "the same, where they are few; {choices} are these"
        case .email: "no e-mail address"
        case .number: "no number"
        case .wholeNumber: "no whole number"
        case .numberSize: "a number beyond all measure"
        case .ambiguous: "a number that may mean two things"
        case .money: "no amount of money"
        case .date: "no date; {example} is one"
        case .dateTime: "no date and time; {example} is one"
        case .yesOrNo: "neither yes nor no"
        case .url: "no address of the web"
        case .fileTooLarge: "a file is larger than {size}"
        case .fileType: "a file is of another kind than {types}, or not what it says"
        case .fileCount: "more than {count} files"
        case .fileEmpty: "there is nothing in a file"
        case .other: "anything else that is wrong with a field"
        }
    }

    /// The placeholders that it may hold.
    public var placeholders: [String] {
        switch self {
        case .requiredOneOf: ["fields"]
        case .tooLong: ["count"]
        case .choices: ["choices"]
        case .date, .dateTime: ["example"]
        case .fileTooLarge: ["size"]
        case .fileType: ["types"]
        case .fileCount: ["count"]
        default: []
        }
    }
}
