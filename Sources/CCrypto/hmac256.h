#pragma once
// HMAC-SHA-256 with a key that is prepared once: a code costs two blocks more than the data, and no handle and no memory.
#include <endian.h>
#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  SHA256_CTX inner;
  SHA256_CTX outer;
} bb_hmac256_key;

/// Prepares a key of at most 64 bytes (RFC 2104).
static inline bb_hmac256_key bb_hmac256_prepare(const unsigned char *key, size_t length) {
  unsigned char block[64];
  bb_hmac256_key prepared;
  memset(block, 0x36, sizeof block);
  for (size_t i = 0; i < length && i < 64; i++) block[i] ^= key[i];
  SHA256_Init(&prepared.inner);
  SHA256_Update(&prepared.inner, block, sizeof block);
  for (size_t i = 0; i < 64; i++) block[i] ^= 0x36 ^ 0x5c;
  SHA256_Init(&prepared.outer);
  SHA256_Update(&prepared.outer, block, sizeof block);
  return prepared;
}

/// A digest or a code as four numbers, its first bytes in the first of them and highest there.
typedef struct {
  uint64_t words[4];
} bb_hash256;

/// Ends a digest of what was added.
static inline bb_hash256 bb_hash256_of(SHA256_CTX *context) {
  bb_hash256 hash;
  unsigned char output[32];
  SHA256_Final(output, context);
  for (int i = 0; i < 4; i++) {
    uint64_t word;
    memcpy(&word, output + 8 * i, sizeof word);
    hash.words[i] = be64toh(word);
  }
  return hash;
}

/// The code of two pieces of data, one behind the other.
static inline bb_hash256 bb_hmac256(
    bb_hmac256_key key, const unsigned char *data, size_t length, const unsigned char *more, size_t more_length) {
  unsigned char inner[32];
  SHA256_Update(&key.inner, data, length);
  SHA256_Update(&key.inner, more, more_length);
  SHA256_Final(inner, &key.inner);
  SHA256_Update(&key.outer, inner, sizeof inner);
  return bb_hash256_of(&key.outer);
}

/// The digest of two pieces of data, one behind the other.
static inline bb_hash256 bb_sha256(const unsigned char *data, size_t length, const unsigned char *more, size_t more_length) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, data, length);
  SHA256_Update(&context, more, more_length);
  return bb_hash256_of(&context);
}

/// A digest of what comes in pieces.
typedef struct {
  SHA256_CTX context;
} bb_sha256_running;

static inline bb_sha256_running bb_sha256_begin(void) {
  bb_sha256_running running;
  SHA256_Init(&running.context);
  return running;
}

static inline void bb_sha256_add(bb_sha256_running *running, const unsigned char *data, size_t length) {
  SHA256_Update(&running->context, data, length);
}

/// Writes the digest's 32 bytes; nothing can be added any more.
static inline void bb_sha256_end(bb_sha256_running *running, unsigned char *output) { SHA256_Final(output, &running->context); }
