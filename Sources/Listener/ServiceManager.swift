/// What started us and wants to know how we are: systemd, with `Type=notify`. Without one nothing happens.
public enum ServiceManager {
    /// Requests are taken from now on.
    public static func tellReady() { System.notify("READY=1") }

    /// Nothing new is taken, and what is under way ends.
    public static func tellStopping() { System.notify("STOPPING=1") }
}
