#include "CCurl.h"

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) { return curl_easy_setopt(easy, option, value); }
CURLcode ccurl_set_offset(CURL *easy, CURLoption option, curl_off_t value) { return curl_easy_setopt(easy, option, value); }
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value) { return curl_easy_setopt(easy, option, value); }
CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value) { return curl_easy_setopt(easy, option, value); }
CURLcode ccurl_set_headers(CURL *easy, struct curl_slist *list) { return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list); }

CURLcode ccurl_set_recipients(CURL *easy, struct curl_slist *list) { return curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, list); }

CURLcode ccurl_set_mail_callbacks(CURL *easy, void *context, curl_read_callback read, curl_write_callback write,
                                  curl_xferinfo_callback progress) {
  CURLcode code = CURLE_OK;
#define SET(option, value) if (code == CURLE_OK) code = curl_easy_setopt(easy, option, value)
  SET(CURLOPT_READFUNCTION, read);
  SET(CURLOPT_READDATA, context);
  SET(CURLOPT_WRITEFUNCTION, write);
  SET(CURLOPT_WRITEDATA, context);
  SET(CURLOPT_XFERINFOFUNCTION, progress);
  SET(CURLOPT_XFERINFODATA, context);
  SET(CURLOPT_NOPROGRESS, 0L);
#undef SET
  return code;
}

CURLcode ccurl_set_content(CURL *easy, const void *content, curl_off_t length) {
  // The length first: without one, libcurl takes the content for a string.
  CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, length);
  return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_POSTFIELDS, content) : code;
}

CURLcode ccurl_set_callbacks(CURL *easy, void *context, curl_write_callback write, curl_write_callback header,
                             curl_prereq_callback begin) {
  CURLcode code = CURLE_OK;
#define SET(option, value) if (code == CURLE_OK) code = curl_easy_setopt(easy, option, value)
  SET(CURLOPT_WRITEFUNCTION, write);
  SET(CURLOPT_WRITEDATA, context);
  SET(CURLOPT_HEADERFUNCTION, header);
  SET(CURLOPT_HEADERDATA, context);
  SET(CURLOPT_PREREQFUNCTION, begin);
  SET(CURLOPT_PREREQDATA, context);
  SET(CURLOPT_PRIVATE, context);
#undef SET
  return code;
}

CURLcode ccurl_set_sockets(CURL *easy, void *opener, curl_opensocket_callback open, void *closer,
                           curl_closesocket_callback close) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, opener);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, closer);
  return code;
}

CURLcode ccurl_set_quick_exit(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075700
  return curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#else
  (void)easy;
  return CURLE_OK;
#endif
}

long ccurl_status(CURL *easy) {
  long status = 0;
  return curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0;
}

void *ccurl_context(CURL *easy) {
  void *context = NULL;
  return curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&context) == CURLE_OK ? context : NULL;
}

long ccurl_connects(CURL *easy) {
  long connects = 0;
  return curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &connects) == CURLE_OK ? connects : 0;
}

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

void ccurl_multi_set_watch(CURLM *multi, void *context, curl_socket_callback socket, curl_multi_timer_callback timer) {
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socket);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
}

CURL *ccurl_multi_next_ended(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left)) != NULL) {
    if (message->msg != CURLMSG_DONE) continue;
    *result = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}
