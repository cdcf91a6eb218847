#include "CCurl.h"

#include <stdlib.h>

static size_t drop(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  (void)context;
  return size * count;
}

long ccurl_post_again_and_again(const char *url, const void *content, long length, int connections, long count) {
  CURLM *multi = curl_multi_init();
  CURL **handles = calloc((size_t)connections, sizeof *handles);
  struct curl_slist *fields = curl_slist_append(NULL, "Content-Type: application/json");
  fields = curl_slist_append(fields, "Expect:");
  long begun = 0, answered = 0;
  int running = 0;
  if (!multi || !handles || !fields) goto end;
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)connections);
  for (int place = 0; place < connections && begun < count; place++) {
    CURL *easy = handles[place] = curl_easy_init();
    if (!easy) goto end;
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 30000L);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, length);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, content);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop);
    curl_multi_add_handle(multi, easy);
    begun++;
  }
  do {
    CURLMsg *message;
    int left;
    if (curl_multi_perform(multi, &running) != CURLM_OK) goto end;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
      CURL *easy = message->easy_handle;
      long status = 0;
      if (message->msg != CURLMSG_DONE) continue;
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      if (message->data.result != CURLE_OK || status != 200) goto end;
      answered++;
      curl_multi_remove_handle(multi, easy);
      if (begun == count) continue;
      curl_multi_add_handle(multi, easy);
      begun++;
      running++;
    }
    if (running) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  } while (running);
end:
  for (int place = 0; handles && place < connections; place++) {
    if (!handles[place]) continue;
    curl_multi_remove_handle(multi, handles[place]);
    curl_easy_cleanup(handles[place]);
  }
  free(handles);
  curl_slist_free_all(fields);
  if (multi) curl_multi_cleanup(multi);
  return answered;
}
