#pragma once
#include <curl/curl.h>

// `curl_easy_setopt` and `curl_easy_getinfo` are variadic, and Swift calls no variadic C function: one function per
// argument type stands in for each.

typedef size_t (*keyhold_curl_sink)(char *bytes, size_t size, size_t count, void *context);

typedef int (*keyhold_curl_progress)(void *context, curl_off_t to_receive, curl_off_t received, curl_off_t to_send,
                                     curl_off_t sent);

static inline CURLcode keyhold_curl_set_progress(CURL *handle, keyhold_curl_progress progress, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_XFERINFODATA, context) : code;
}

static inline CURLcode keyhold_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode keyhold_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode keyhold_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode keyhold_curl_set_sink(CURL *handle, CURLoption function, keyhold_curl_sink sink,
                                             CURLoption data, void *context) {
    CURLcode code = curl_easy_setopt(handle, function, sink);
    return code == CURLE_OK ? curl_easy_setopt(handle, data, context) : code;
}

typedef int (*keyhold_curl_watch)(CURL *handle, curl_infotype type, char *bytes, size_t count, void *context);

// What is watched for is told only in curl's verbose mode, whose texts go to the same function.
static inline CURLcode keyhold_curl_set_watch(CURL *handle, keyhold_curl_watch watch, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, watch);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_DEBUGDATA, context);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L) : code;
}

static inline CURLcode keyhold_curl_set_body(CURL *handle, const void *bytes, size_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}

// The numeric form is deprecated from 7.85 on, where the textual one begins; Ubuntu 22.04 still ships 7.81.
static inline CURLcode keyhold_curl_allow_only_http(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static inline long keyhold_curl_get_long(CURL *handle, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

static inline long long keyhold_curl_get_offset(CURL *handle, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? (long long)value : 0;
}

static inline CURLcode keyhold_curl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}
