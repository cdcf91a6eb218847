#include "CSimdJSON.h"

#include <cstring>
#include <memory>
#include <simdjson.h>

namespace {

using Parser = simdjson::internal::dom_parser_implementation;

// One for each thread: its offsets are reused from text to text, and no lock is needed.
thread_local std::unique_ptr<Parser> parser;

simdjson::error_code prepare(size_t length) noexcept {
    if (parser && parser->capacity() >= length) {
        return simdjson::SUCCESS;
    }
    // Rounded up, so that texts of growing size do not allocate each time.
    const size_t capacity = (length | 4095) + 1;
    if (parser) {
        const auto error = parser->set_capacity(capacity);
        if (error) {
            parser.reset();
        }
        return error;
    }
    return simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, parser);
}

}  // namespace

extern "C" CSimdJSONTokens csimdjson_tokens(const uint8_t *bytes, size_t length) {
    try {
        auto error = prepare(length);
        if (!error) {
            error = parser->stage1(bytes, length, simdjson::stage1_mode::regular);
        }
        if (error) {
            return {nullptr, 0, static_cast<int>(error)};
        }
        return {parser->structural_indexes.get(), parser->n_structural_indexes, 0};
    } catch (...) {
        return {nullptr, 0, static_cast<int>(simdjson::UNEXPECTED_ERROR)};
    }
}

extern "C" void csimdjson_release(size_t keep) {
    if (parser && parser->capacity() > keep) {
        parser.reset();
    }
}

extern "C" size_t csimdjson_find(const uint8_t *bytes, size_t from, size_t length, uint8_t byte) {
    if (from >= length) {
        return length;
    }
    const void *found = std::memchr(bytes + from, byte, length - from);
    return found ? static_cast<size_t>(static_cast<const uint8_t *>(found) - bytes) : length;
}
