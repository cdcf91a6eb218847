extension String {
    /// This path, from `folder` unless it starts at the root.
    func resolved(in folder: String) -> String {
        if hasPrefix("/") || folder.isEmpty { return self }
        return folder.hasSuffix("/") ? folder + self : "\(folder)/\(self)"
    }
}
