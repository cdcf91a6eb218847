/// How the program ends (DESIGN: the command line).
enum ExitStatus: Int32 {
    case good = 0
    case failed = 1
    case wrongUsage = 2
    /// EX_CONFIG of sysexits(3).
    case wrongConfiguration = 78
}
