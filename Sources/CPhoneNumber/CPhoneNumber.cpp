#include "CPhoneNumber.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonemetadata.pb.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <string>

// The tables that the library was built with. Its headers do not name them: where it does not show them, every number goes the longer way.
namespace i18n::phonenumbers {
__attribute__((weak)) int metadata_size();
__attribute__((weak)) const void *metadata_get();
}  // namespace i18n::phonenumbers

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneMetadataCollection;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

// The library's own logger writes to standard output, and what it writes may hold a visitor's number.
PhoneNumberUtil &library() {
    static PhoneNumberUtil *const instance = [] {
        auto *made = PhoneNumberUtil::GetInstance();
        made->SetLogger(new NullLogger());
        return made;
    }();
    return *instance;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number as nearly everyone writes it is ASCII digits, perhaps a plus in front, and what parts them. The library walks every character with
// a dozen regular expressions that look for extensions, second numbers and the like, which need other characters: without what parts the
// digits it finds the same in less than half the time. Empty for any other text.
std::string digits_of(const char *text, size_t length) {
    std::string digits;
    digits.reserve(length);
    for (size_t place = 0; place < length; ++place) {
        const char c = text[place];
        if (is_digit(c) || (c == '+' && place == 0)) {
            digits.push_back(c);
        } else if (place == 0 || std::strchr(" -./()", c) == nullptr || c == 0) {
            return {};
        }
    }
    return digits;
}

// As a tel URI (RFC 3966) a number is read where it stands: the library does not look for its beginning and end.
std::string tel_uri(const std::string &digits) {
    if (digits.size() < 4 || digits.size() > 17) return digits;
    return digits[0] == '+' ? "tel:" + digits.substr(2) + ";phone-context=" + digits.substr(0, 2)
                            : "tel:" + digits + ";phone-context=local";
}

// What the library may take off the front of a country's numbers, by the country's code: nothing but these digits. Empty where there is
// nothing to take off.
struct Prefix {
    bool is_plain = false;
    std::string digits;
};

const std::array<Prefix, 1000> &prefixes() {
    static const auto *const known = [] {
        auto *made = new std::array<Prefix, 1000>();
        PhoneMetadataCollection all;
        if (&i18n::phonenumbers::metadata_get == nullptr || &i18n::phonenumbers::metadata_size == nullptr) return made;
        if (!all.ParseFromArray(i18n::phonenumbers::metadata_get(), i18n::phonenumbers::metadata_size())) return made;
        for (const auto &country : all.metadata()) {
            const int code = country.country_code();
            std::string region;
            library().GetRegionCodeForCountryCode(code, &region);
            // Of several regions with one code, the library reads what came with a plus by the first one's rules.
            if (code < 1 || code > 999 || country.id() != region) continue;
            const auto &digits = country.national_prefix_for_parsing();
            if (std::all_of(digits.begin(), digits.end(), is_digit)) (*made)[size_t(code)] = {true, digits};
        }
        return made;
    }();
    return *known;
}

// Whether digits behind a plus are a number as they stand: the country's code is one, what follows begins with nothing that the library
// would take off, and is of a possible length. That is all that it finds out of such a number with its regular expressions, which take ten
// times as long.
bool stands_as_it_is(const std::string &digits) {
    if (digits.size() < 4 || digits.size() > 16 || digits[0] != '+' || digits[1] == '0') return false;
    int code = 0;
    for (size_t length = 1; length <= 3; ++length) {
        code = code * 10 + (digits[length] - '0');
        const Prefix &prefix = prefixes()[size_t(code)];
        if (!prefix.is_plain) continue;
        const size_t start = length + 1;
        // A leading zero is a matter of its own.
        if (digits.size() < start + 2 || digits[start] == '0') return false;
        if (!prefix.digits.empty() && digits.compare(start, prefix.digits.size(), prefix.digits) == 0) return false;
        PhoneNumber number;
        number.set_country_code(code);
        number.set_national_number(std::stoull(digits.substr(start)));
        return library().IsPossibleNumberWithReason(number) == PhoneNumberUtil::IS_POSSIBLE;
    }
    return false;
}

}  // namespace

extern "C" size_t bb_phone_e164(
    const char *text, size_t length, const char *region, size_t region_length, char *number, size_t capacity) {
    try {
        const std::string digits = digits_of(text, length);
        if (digits.size() <= capacity && stands_as_it_is(digits)) {
            std::memcpy(number, digits.data(), digits.size());
            return digits.size();
        }
        PhoneNumber parsed;
        const std::string country = region_length == 0 ? "ZZ" : std::string(region, region_length);
        const std::string given = digits.empty() ? std::string(text, length) : tel_uri(digits);
        if (library().Parse(given, country, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) return 0;
        if (parsed.has_extension() && !parsed.extension().empty()) return 0;
        // A local number without its area code parses too, but no one elsewhere could dial what it would become.
        if (library().IsPossibleNumberWithReason(parsed) != PhoneNumberUtil::IS_POSSIBLE) return 0;
        std::string written;
        library().Format(parsed, PhoneNumberUtil::E164, &written);
        // No country has numbers as short as this; in some the tables let them pass (`1234` in Germany). IsValidNumber would tell more, and
        // takes 17 us beside the 40 of parsing, by tables that are years old.
        if (written.size() < 8) return 0;
        if (written.empty() || written.size() > capacity) return 0;
        std::memcpy(number, written.data(), written.size());
        return written.size();
    } catch (...) {
        return 0;
    }
}

extern "C" size_t bb_phone_regions(char *regions, size_t capacity) {
    try {
        std::set<std::string> known;
        library().GetSupportedRegions(&known);
        size_t used = 0;
        for (const auto &region : known) {
            if (region.size() != 2 || used + 2 > capacity) continue;
            std::memcpy(regions + used, region.data(), 2);
            used += 2;
        }
        return used;
    } catch (...) {
        return 0;
    }
}
