#pragma once
// HMAC-SHA-256 with a key that is prepared once: a code costs two blocks more than the data, and no handle and no memory.
#include <openssl/crypto.h>
#include <openssl/sha.h>
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

/// Writes the code's 32 bytes.
static inline void bb_hmac256(bb_hmac256_key key, const unsigned char *data, size_t length, unsigned char *output) {
  SHA256_Update(&key.inner, data, length);
  SHA256_Final(output, &key.inner);
  SHA256_Update(&key.outer, output, 32);
  SHA256_Final(output, &key.outer);
}

/// Writes the digest's 32 bytes.
static inline void bb_sha256(const unsigned char *data, size_t length, unsigned char *output) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, data, length);
  SHA256_Final(output, &context);
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
