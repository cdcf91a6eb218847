#pragma once
// zlib for Swift: raw inflate as one plain function, in place of macros and a struct that Swift would have to fill in.
#include <string.h>
#include <zlib.h>

/// Inflates a raw deflate stream (RFC 1951); returns the number of bytes, or -1 for what is broken or does not fit.
static inline long bb_inflate(const unsigned char *input, unsigned long length, unsigned char *output, unsigned long room) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return -1;
  stream.next_in = (unsigned char *)input;
  stream.avail_in = (unsigned int)length;
  stream.next_out = output;
  stream.avail_out = (unsigned int)room;
  int result = inflate(&stream, Z_FINISH);
  long count = (long)stream.total_out;
  inflateEnd(&stream);
  return result == Z_STREAM_END ? count : -1;
}
