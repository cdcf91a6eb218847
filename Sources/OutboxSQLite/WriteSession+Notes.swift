import Outbox

extension WriteSession {
    /// Keeps something in the place of what was kept under that name.
    func keep(_ note: String, as name: String) throws(StoreError) {
        let keep = try Statement("INSERT OR REPLACE INTO notes (name, text) VALUES (?1, ?2)", on: connection)
        try keep.bind(1, text: name)
        try keep.bind(2, text: note)
        try keep.run()
    }
}

extension ReadSession {
    /// What was kept under a name.
    func note(_ name: String) throws(StoreError) -> String? {
        let find = try Statement("SELECT text FROM notes WHERE name = ?1", on: connection)
        try find.bind(1, text: name)
        return try find.step() ? find.text(0) : nil
    }
}
