#pragma once
// libcurl for Swift: its own headers, and plain functions in place of what Swift cannot call (variadic functions, macros).
#include <curl/curl.h>

#ifdef __cplusplus
extern "C" {
#endif

/// curl_easy_setopt for each kind of argument.
CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode ccurl_set_headers(CURL *easy, struct curl_slist *list);
CURLcode ccurl_set_recipients(CURL *easy, struct curl_slist *list);
/// Sets what brings a message's bytes and what says whether to go on, each with the same pointer.
CURLcode ccurl_set_mail_callbacks(CURL *easy, void *context, curl_read_callback read, curl_write_callback write,
                                  curl_xferinfo_callback progress);
/// Sets all four call-backs of a transfer, each with the same pointer.
CURLcode ccurl_set_callbacks(CURL *easy, void *context, curl_read_callback read, curl_seek_callback seek,
                             curl_write_callback write, curl_write_callback header, curl_prereq_callback begin);
/// Sets who opens sockets, with a pointer that must outlive the transfer, and who closes them, with one that must outlive the connections.
CURLcode ccurl_set_sockets(CURL *easy, void *opener, curl_opensocket_callback open, void *closer,
                           curl_closesocket_callback close);
/// Does not wait for a name look-up that was given up (libcurl 7.87 and newer; nothing before).
CURLcode ccurl_set_quick_exit(CURL *easy);

/// curl_easy_getinfo: the answer's status, and the pointer set as CURLOPT_PRIVATE.
long ccurl_status(CURL *easy);
void *ccurl_context(CURL *easy);
/// How many connections the transfer has opened so far: 0 says that it uses a kept one.
long ccurl_connects(CURL *easy);

/// curl_multi_setopt for a long.
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
/// The next transfer that has ended, with its result; null when there is none.
CURL *ccurl_multi_next_ended(CURLM *multi, CURLcode *result);

#ifdef __cplusplus
}
#endif
