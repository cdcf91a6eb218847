#pragma once
// OpenSSL's libcrypto for Swift: digests, HMAC and signatures as plain functions, in place of macros and handles that Swift would have to
// keep alive between calls.
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

/// 1, 256 or 512, and nothing else.
static inline const EVP_MD *bb_digest_of(int bits) {
  return bits == 1 ? EVP_sha1() : bits == 256 ? EVP_sha256() : bits == 512 ? EVP_sha512() : NULL;
}

/// Writes the digest (at most 64 bytes) and returns its length, or -1.
static inline int bb_digest(int bits, const unsigned char *data, size_t length, unsigned char *output) {
  unsigned int count = 0;
  return EVP_Digest(data, length, output, &count, bb_digest_of(bits), NULL) == 1 ? (int)count : -1;
}

/// Writes the code (at most 64 bytes) and returns its length, or -1.
static inline int bb_hmac(
    int bits, const unsigned char *key, size_t key_length, const unsigned char *data, size_t length, unsigned char *output) {
  unsigned int count = 0;
  return HMAC(bb_digest_of(bits), key, (int)key_length, data, length, output, &count) ? (int)count : -1;
}

/// Whether so many bytes are the same, in a time that depends on their number alone.
static inline int bb_equal(const unsigned char *left, const unsigned char *right, size_t length) {
  return CRYPTO_memcmp(left, right, length) == 0;
}

/// An Ed25519 public key of 32 bytes; NULL for what is none.
static inline EVP_PKEY *bb_ed25519(const unsigned char *bytes, size_t length) {
  EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, bytes, length);
  ERR_clear_error();
  return key;
}

/// A public key in PEM (SubjectPublicKeyInfo); NULL for anything but an RSA key of at least 2048 bits (RFC 7518, 3.3).
static inline EVP_PKEY *bb_rsa(const char *text, int length) {
  BIO *source = BIO_new_mem_buf(text, length);
  if (!source) return NULL;
  EVP_PKEY *key = PEM_read_bio_PUBKEY(source, NULL, NULL, NULL);
  BIO_free(source);
  ERR_clear_error();
  if (key && (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key) < 2048)) {
    EVP_PKEY_free(key);
    return NULL;
  }
  return key;
}

/// Whether the signature is the key's: with a digest, or without one (bits 0), as Ed25519 wants it.
static inline int bb_verify(
    EVP_PKEY *key, int bits, const unsigned char *signature, size_t signature_length, const unsigned char *data, size_t length) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (!context) return 0;
  int result = EVP_DigestVerifyInit(context, NULL, bits ? bb_digest_of(bits) : NULL, NULL, key);
  if (result == 1) result = EVP_DigestVerify(context, signature, signature_length, data, length);
  EVP_MD_CTX_free(context);
  ERR_clear_error();
  return result == 1;
}

/// A private key in PEM without a password; NULL for anything but Ed25519 or an RSA key of at least 2048 bits.
static inline EVP_PKEY *bb_private(const char *text, int length) {
  BIO *source = BIO_new_mem_buf(text, length);
  if (!source) return NULL;
  char none[] = "";
  EVP_PKEY *key = PEM_read_bio_PrivateKey(source, NULL, NULL, none);
  BIO_free(source);
  ERR_clear_error();
  if (!key) return NULL;
  int kind = EVP_PKEY_get_base_id(key);
  if (kind == EVP_PKEY_ED25519 || (kind == EVP_PKEY_RSA && EVP_PKEY_get_bits(key) >= 2048)) return key;
  EVP_PKEY_free(key);
  return NULL;
}

/// Whether it is an RSA key.
static inline int bb_is_rsa(const EVP_PKEY *key) { return EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA; }

/// The most bytes that a signature of the key has.
static inline int bb_signature_size(const EVP_PKEY *key) { return EVP_PKEY_get_size(key); }

/// Writes the key's signature: with a digest, or without one (bits 0), as Ed25519 wants it. Returns its length, or -1.
static inline int bb_sign(EVP_PKEY *key, int bits, const unsigned char *data, size_t length, unsigned char *output, size_t room) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (!context) return -1;
  size_t count = room;
  int result = EVP_DigestSignInit(context, NULL, bits ? bb_digest_of(bits) : NULL, NULL, key);
  if (result == 1) result = EVP_DigestSign(context, output, &count, data, length);
  EVP_MD_CTX_free(context);
  ERR_clear_error();
  return result == 1 ? (int)count : -1;
}
