import CICU
import Synchronization

/// The rules of one time zone, from ICU. May be used from any thread.
final class Zone: Sendable {
    /// The IANA name.
    let name: String
    // An ICU calendar is one thread's at a time.
    private let handle: Mutex<ZoneHandle>

    /// Opens a zone by its IANA name, in exactly that case; nil for a name that ICU does not have.
    init?(named name: String) {
        guard let handle = ZoneHandle(named: name) else { return nil }
        self.name = name
        self.handle = Mutex(handle)
    }

    /// The wall clock's time, in seconds since 1970-01-01 00:00 of that clock, at an instant of UTC.
    func wallTime(at instant: Int64) -> Int64? {
        handle.withLock { handle in
            handle.offset(atInstant: instant).map { instant + $0 }
        }
    }

    /// The instant of UTC at which the zone's clocks show a time; see `shownWallTime` for those that they skip or show twice.
    func instant(ofWallTime wallTime: Int64) -> Int64? {
        handle.withLock { handle in
            handle.offset(atWallTime: wallTime).map { wallTime - $0 }
        }
    }

    /// A wall clock's time as this zone's clocks show it: the same, except that a time that a change to summer time
    /// skips moves forward by what is skipped.
    func shownWallTime(_ wallTime: Int64) -> Int64? {
        handle.withLock { handle in
            guard let offset = handle.offset(atWallTime: wallTime) else { return nil }
            let instant = wallTime - offset
            return handle.offset(atInstant: instant).map { instant + $0 }
        }
    }
}

/// The owner of one ICU calendar; offsets are in seconds, local minus UTC.
@safe private struct ZoneHandle: ~Copyable {
    private let pointer: OpaquePointer

    init?(named name: String) {
        var name = name
        let opened = name.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe characters.baseAddress.flatMap { unsafe bb_zone_open($0, characters.count) }
            }
        }
        guard let opened = unsafe opened else { return nil }
        unsafe self.pointer = opened
    }

    deinit {
        unsafe bb_zone_close(pointer)
    }

    func offset(atInstant instant: Int64) -> Int64? {
        var offset: Int32 = 0
        return unsafe bb_zone_offset_at_instant(pointer, instant * 1000, &offset) ? Int64(offset) / 1000 : nil
    }

    func offset(atWallTime wallTime: Int64) -> Int64? {
        var offset: Int32 = 0
        return unsafe bb_zone_offset_at_wall_time(pointer, wallTime * 1000, &offset) ? Int64(offset) / 1000 : nil
    }
}
