#include "CMagic.h"
#include <magic.h>

bb_magic *bb_magic_open(void) {
  // What looks into packed content, or into programs, is left out: it is much work on bytes that a stranger chose.
  // So is what calls a page a table since its lines have as many commas: a table is plain text then.
  magic_t magic = magic_open(
      MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_TOKENS | MAGIC_NO_CHECK_TAR |
      MAGIC_NO_CHECK_CSV);
  if (!magic) return NULL;
  if (magic_load(magic, NULL) != 0) {
    magic_close(magic);
    return NULL;
  }
  // Its patterns try text again from each place: without a bound, blank lines take a time that grows with their square.
  size_t longest = 512;
  if (magic_setparam(magic, MAGIC_PARAM_REGEX_MAX, &longest) != 0) {
    magic_close(magic);
    return NULL;
  }
  return (bb_magic *)magic;
}

const char *bb_magic_type(bb_magic *magic, const unsigned char *bytes, size_t count) {
  return magic_buffer((magic_t)magic, bytes, count);
}

void bb_magic_close(bb_magic *magic) { magic_close((magic_t)magic); }
