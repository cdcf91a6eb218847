public import Outbox

/// What is done to a store's file as a whole: copies, and a look at whether it is sound. Each runs on a thread of its own.
public enum SQLiteFile {
    /// What a look at a file found.
    public struct Report: Sendable, Hashable {
        /// What is wrong, in words for a person; empty where all is well.
        public var problems: [String]
        /// How many submissions stand in each state.
        public var counts: SubmissionCounts
        /// The file's size in bytes, of the pages that are in use and those that are free.
        public var size: Int

        init(problems: [String] = [], counts: SubmissionCounts = SubmissionCounts(), size: Int = 0) {
            self.problems = problems
            self.counts = counts
            self.size = size
        }
    }

    /// Whether every page of a store in use can be read and is where it belongs, on the disk: beside a running service, which it leaves the
    /// processor to. One that cannot be looked at counts as sound: others see that.
    public static func isSound(_ path: String) async -> Bool {
        let found = try? await onThread { () throws(StoreError) in
            StoreThread.yieldToOthers()
            do throws(StoreError) {
                let connection = try Connection(readOnly: path, patience: .seconds(5))
                return try connection.quickCheck() == nil
            } catch {
                guard error.code == .damaged else { throw error }
                return false
            }
        }
        return found ?? true
    }

    /// The damaged files of a store that a service put aside and that are there still.
    public static func putAside(of path: String) -> [String] { DamagedFile.putAside(of: path) }

    /// How far a copy has come: pages that are there, and all of them.
    public typealias Progress = @Sendable (_ done: Int, _ all: Int) -> Void

    static func onThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { done in
            do throws(StoreError) {
                try StoreThread.start("store-file") {
                    do throws(StoreError) {
                        done.resume(returning: .success(try body()))
                    } catch {
                        done.resume(returning: .failure(error))
                    }
                }
            } catch {
                done.resume(returning: .failure(error))
            }
        }
        return try result.get()
    }
}

extension SQLiteFile {
    /// Opens a store's file beside whoever has it, and makes sure that it is one.
    static func open(_ path: String) throws(StoreError) -> Connection {
        guard DamagedFile.isThere(path) else { throw StoreError(.notFound, "there is no file \(path)") }
        let opening = Opening(configuration: SQLiteConfiguration(path: path, role: .tool))
        let connection = try opening.reading()
        let version = try Schema.version(of: connection, path: path)
        guard version > 0 else { throw StoreError(.notAStore, "the file \(path) is empty: no store") }
        guard version <= Schema.current.version else {
            throw StoreError(
                .otherVersion, "the store \(path) is of version \(version), made by a newer program than this one")
        }
        return connection
    }
}
