internal import Benchmark
internal import Bridge
internal import Configuration
internal import Mapping
internal import Wire

/// How long one post takes from its bytes to its deal, without anything else: on one thread, the least of several rounds.
enum MappingBench {
    private static let rounds = 9

    static func run(_ samples: [Sample], isQuick: Bool) throws {
        let variables = [
            "BENCH_STORE": "sqlite:/nonexistent", "BENCH_CRM": "http://127.0.0.1:1", "BENCH_LOOPS": "1",
            "BENCH_IN_FLIGHT": "1",
        ]
        let loading = Configuration.load(files: Sample.configuration, environment: variables)
        guard let configuration = loading.configuration else {
            throw Failure(ConfigurationFolder.describe(loading, "the benchmark"), status: .wrongConfiguration)
        }
        for sample in samples {
            guard let form = configuration.forms.first(where: { $0.name == sample.rawValue }) else { continue }
            let content = sample.content
            let payload = try read(content, of: sample)
            let count = isQuick ? 1000 : 20_000
            var written: [UInt8] = []
            written.reserveCapacity(8 << 10)
            let parsing = try time(count) { _ = try read(content, of: sample) }
            let mapping = try time(count) {
                written.removeAll(keepingCapacity: true)
                guard form.mapping.encode(payload, behind: &written).isEmpty else {
                    throw Failure("the sample '\(sample.rawValue)' is not mapped")
                }
            }
            Terminal.out(
                "\(sample.rawValue), \(content.count) bytes: reading \(microseconds(parsing)) µs, mapping \(microseconds(mapping)) µs"
            )
        }
    }

    private static func read(_ content: [UInt8], of sample: Sample) throws -> Payload {
        switch sample {
        case .form: .fields(try URLEncoded.decode(content))
        case .json: .json(try JSONDocument.parse(content))
        }
    }

    private static func time(_ count: Int, _ work: () throws -> Void) rethrows -> Duration {
        var least = Duration.seconds(3600)
        for _ in 0..<rounds {
            let began = ContinuousClock.now
            for _ in 0..<count { try work() }
            least = min(least, ContinuousClock.now - began)
        }
        return least / count
    }

    private static func microseconds(_ duration: Duration) -> String {
        let hundredths = Int((duration / .nanoseconds(10)).rounded())
        let part = hundredths % 100
        return "\(hundredths / 100).\(part < 10 ? "0" : "")\(part)"
    }
}
