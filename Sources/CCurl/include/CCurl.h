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
/// Sets the three call-backs of a transfer, each with the same pointer.
CURLcode ccurl_set_callbacks(CURL *easy, void *context, curl_write_callback write, curl_write_callback header,
                             curl_prereq_callback begin);
/// Sets what is sent, which libcurl does not copy.
CURLcode ccurl_set_content(CURL *easy, const void *content, curl_off_t length);
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
/// Sets who is told what libcurl waits for at which socket, and when it wants to be called; both with the same pointer.
void ccurl_multi_set_watch(CURLM *multi, void *context, curl_socket_callback socket, curl_multi_timer_callback timer);
/// The next transfer that has ended, with its result; null when there is none.
CURL *ccurl_multi_next_ended(CURLM *multi, CURLcode *result);

/// For measurements: posts the same JSON over so many kept connections, again on each as soon as it is answered, until `count` are, and does
/// nothing else. What libcurl's multi interface can do at the most. Returns how many were answered 200: fewer than `count` when one was not.
long ccurl_post_again_and_again(const char *url, const void *content, long length, int connections, long count);

#ifdef __cplusplus
}
#endif
