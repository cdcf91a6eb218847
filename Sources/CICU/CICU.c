#include "CICU.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

// No IANA name is longer than 40 characters.
enum { longest_name = 64 };

bb_zone *bb_zone_open(const char *name, size_t length) {
    UChar wide[longest_name];
    UChar canonical[longest_name * 2];
    if (length == 0 || length > longest_name) return NULL;
    for (size_t index = 0; index < length; index++) {
        unsigned char byte = (unsigned char)name[index];
        if (byte < 0x21 || byte > 0x7E) return NULL;
        wide[index] = byte;
    }
    UErrorCode status = U_ZERO_ERROR;
    UBool known = false;
    ucal_getCanonicalTimeZoneID(wide, (int32_t)length, canonical, longest_name * 2, &known, &status);
    // An unknown name would otherwise be taken for UTC.
    if (U_FAILURE(status) || !known) return NULL;
    UCalendar *calendar = ucal_open(wide, (int32_t)length, "en", UCAL_GREGORIAN, &status);
    if (U_FAILURE(status)) {
        if (calendar) ucal_close(calendar);
        return NULL;
    }
    return (bb_zone *)calendar;
}

void bb_zone_close(bb_zone *zone) {
    ucal_close((UCalendar *)zone);
}

bool bb_zone_offset_at_instant(bb_zone *zone, int64_t instant, int32_t *offset) {
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = (UCalendar *)zone;
    ucal_setMillis(calendar, (UDate)instant, &status);
    int32_t standard = ucal_get(calendar, UCAL_ZONE_OFFSET, &status);
    int32_t summer = ucal_get(calendar, UCAL_DST_OFFSET, &status);
    if (U_FAILURE(status)) return false;
    *offset = standard + summer;
    return true;
}

bool bb_zone_offset_at_wall_time(bb_zone *zone, int64_t wall_time, int32_t *offset) {
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = (UCalendar *)zone;
    int32_t standard = 0, summer = 0;
    ucal_setMillis(calendar, (UDate)wall_time, &status);
    ucal_getTimeZoneOffsetFromLocal(
        calendar, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, &standard, &summer, &status);
    if (U_FAILURE(status)) return false;
    *offset = standard + summer;
    return true;
}

size_t bb_zone_names(char *buffer, size_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *names = ucal_openTimeZones(&status);
    size_t used = 0;
    while (U_SUCCESS(status)) {
        int32_t length = 0;
        const char *name = uenum_next(names, &length, &status);
        if (U_FAILURE(status) || !name || used + (size_t)length + 1 > capacity) break;
        memcpy(buffer + used, name, (size_t)length);
        used += (size_t)length;
        buffer[used++] = '\n';
    }
    if (names) uenum_close(names);
    return used;
}

bb_transliterator *bb_transliterator_open(void) {
    static const char rules[] = "Any-Latin; Latin-ASCII";
    UChar wide[sizeof rules];
    for (size_t index = 0; index < sizeof rules; index++) wide[index] = (UChar)rules[index];
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *opened = utrans_openU(wide, (int32_t)(sizeof rules - 1), UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status)) {
        if (opened) utrans_close(opened);
        return NULL;
    }
    return (bb_transliterator *)opened;
}

void bb_transliterator_close(bb_transliterator *transliterator) {
    utrans_close((UTransliterator *)transliterator);
}

size_t bb_transliterate(bb_transliterator *transliterator, uint16_t *text, size_t length, size_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t limit = (int32_t)length, written = (int32_t)length;
    utrans_transUChars(
        (UTransliterator *)transliterator, (UChar *)text, &written, (int32_t)capacity, 0, &limit, &status);
    return U_FAILURE(status) || written < 0 || (size_t)written > capacity ? 0 : (size_t)written;
}

bool bb_currency_exists(const char *code) {
    UChar wide[4] = {(UChar)code[0], (UChar)code[1], (UChar)code[2], 0};
    UErrorCode status = U_ZERO_ERROR;
    // All of time: an old catalogue may still speak of marks and lire.
    return ucurr_isAvailable(wide, U_DATE_MIN, U_DATE_MAX, &status) && U_SUCCESS(status);
}

static size_t append_country(const char *locale, const char *language, char *buffer, size_t capacity) {
    UChar name[128];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = uloc_getDisplayCountry(locale, language, name, 128, &status);
    if (U_FAILURE(status) || length <= 0 || length > 127) return 0;
    int32_t written = 0;
    status = U_ZERO_ERROR;
    u_strToUTF8(buffer, (int32_t)capacity, &written, name, length, &status);
    if (U_FAILURE(status) || (size_t)written + 1 > capacity) return 0;
    buffer[written] = '\n';
    return (size_t)written + 1;
}

size_t bb_region_names(const char *region, char *buffer, size_t capacity) {
    char locale[16];
    char spoken[64];
    if (strlen(region) != 2) return 0;
    snprintf(locale, sizeof locale, "und_%s", region);
    size_t count = 0;
    const char *three = uloc_getISO3Country(locale);
    size_t length = strlen(three);
    if (length > 0 && length + 1 <= capacity) {
        memcpy(buffer, three, length);
        buffer[length] = '\n';
        count = length + 1;
    }
    count += append_country(locale, "en", buffer + count, capacity - count);
    UErrorCode status = U_ZERO_ERROR;
    int32_t spoken_length = uloc_addLikelySubtags(locale, spoken, sizeof spoken, &status);
    if (U_SUCCESS(status) && spoken_length > 0 && spoken_length < (int32_t)sizeof spoken)
        count += append_country(locale, spoken, buffer + count, capacity - count);
    return count;
}
