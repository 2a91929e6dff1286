#include "leitmotif/servers/transport.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::servers {
namespace {

using Clock = std::chrono::steady_clock;
constexpr const char* kUserAgent = "leitmotif/" LEITMOTIF_VERSION;

/// One request on its way, as libcurl's callbacks see it.
struct Exchange {
  std::size_t most_bytes = 0;
  HttpAnswer answer = {};
  bool is_too_long = false;
  Clock::time_point last_byte = Clock::now();
};

std::size_t on_header_line(char* data, std::size_t, std::size_t size, void* user) {
  constexpr std::string_view kLocation = "location:";
  Exchange& exchange = *static_cast<Exchange*>(user);
  exchange.last_byte = Clock::now();
  const std::string_view line(data, size);
  if (ascii::begins_with(ascii::lower_case(line), kLocation))
    exchange.answer.location = ascii::trimmed(line.substr(kLocation.size()), ascii::kBlanksAndLineEnds);
  return size;
}

std::size_t on_body_bytes(char* data, std::size_t, std::size_t size, void* user) {
  Exchange& exchange = *static_cast<Exchange*>(user);
  exchange.last_byte = Clock::now();
  exchange.is_too_long = exchange.answer.body.size() + size > exchange.most_bytes;
  if (exchange.is_too_long) return 0;
  exchange.answer.body.append(data, size);
  return size;
}

class CurlTransport final : public Transport {
 public:
  CurlTransport(const TransportLimits& limits, std::function<void()> check)
      : limits_(limits), check_(std::move(check)), multi_(curl_multi_init()), easy_(curl_easy_init()) {
    if (multi_ == nullptr || easy_ == nullptr) throw Error(ErrorKind::internal, "libcurl does not start");
  }
  ~CurlTransport() override {
    curl_slist_free_all(headers_);
    curl_easy_cleanup(easy_);
    curl_multi_cleanup(multi_);
  }

  HttpAnswer send(const Ask& ask) override {
    Exchange exchange{limits_.answer_bytes};
    reason_.fill('\0');
    set(ask, exchange);
    const std::string host = host_of(ask.url);
    curl_multi_add_handle(multi_, easy_);
    const Removed removed{multi_, easy_};
    const CURLcode code = run(host, exchange);
    if (exchange.is_too_long)
      throw Error(ErrorKind::resource_limit,
                  host + " answered with more than " + std::to_string(limits_.answer_bytes >> 20U) + " MiB");
    if (code != CURLE_OK) throw Error(ErrorKind::io, host + ": " + in_words(code));
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy_, CURLINFO_CONTENT_TYPE, &type);
    exchange.answer.status = static_cast<int>(status);
    if (type != nullptr) exchange.answer.type = type;
    return std::move(exchange.answer);
  }

 private:
  /// Takes the request out of the handle of many, however it ended.
  struct Removed {
    CURLM* multi;
    CURL* easy;
    ~Removed() { curl_multi_remove_handle(multi, easy); }
  };

  void add_header(const std::string& line) {
    curl_slist* const longer = curl_slist_append(headers_, line.c_str());
    if (longer == nullptr) throw Error(ErrorKind::resource_limit, "not enough memory");
    headers_ = longer;
  }

  void set(const Ask& ask, Exchange& exchange) {
    curl_easy_reset(easy_);
    curl_slist_free_all(std::exchange(headers_, nullptr));
    if (!ask.type.empty()) add_header("Content-Type: " + ask.type);
    if (!ask.bearer.empty()) add_header("Authorization: Bearer " + ask.bearer);
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_);
    curl_easy_setopt(easy_, CURLOPT_URL, ask.url.c_str());
    curl_easy_setopt(easy_, CURLOPT_USERAGENT, kUserAgent);
    curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy_, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy_, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect.count()));
    curl_easy_setopt(easy_, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, reason_.data());
    if (!ask.form.empty()) {
      curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, ask.form.c_str());
      curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(ask.form.size()));
    }
    curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, &on_header_line);
    curl_easy_setopt(easy_, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &on_body_bytes);
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, &exchange);
  }

  /// Until the request has ended. Throws io after a silence.
  CURLcode run(const std::string& host, Exchange& exchange) {
    constexpr int kBetweenChecksMs = 100;
    for (int running = 1;;) {
      curl_multi_perform(multi_, &running);
      if (running == 0) break;
      if (check_) check_();
      const auto silence = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - exchange.last_byte);
      if (silence >= limits_.silence && is_connected())
        throw Error(ErrorKind::io, host + ": not a byte for " + seconds_of(limits_.silence) + " s");
      const auto left = std::max<std::int64_t>(1, (limits_.silence - silence).count());
      curl_multi_poll(multi_, nullptr, 0, static_cast<int>(std::min<std::int64_t>(left, kBetweenChecksMs)), nullptr);
    }
    int waiting = 0;
    while (const CURLMsg* const message = curl_multi_info_read(multi_, &waiting))
      if (message->msg == CURLMSG_DONE) return message->data.result;
    return CURLE_OK;
  }

  /// Before that, the time for connecting counts.
  [[nodiscard]] bool is_connected() const {
    curl_off_t connected = 0;
    curl_easy_getinfo(easy_, CURLINFO_CONNECT_TIME_T, &connected);
    return connected > 0 || limits_.silence > limits_.connect;
  }

  static std::string seconds_of(std::chrono::milliseconds time) {
    const auto tenths = time.count() / 100;
    return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
  }

  /// libcurl's reason names hosts and ports, never what was asked.
  [[nodiscard]] std::string in_words(CURLcode code) const {
    if (code == CURLE_GOT_NOTHING || code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR)
      return "the connection was cut before the answer was whole";
    return reason_.front() == '\0' ? curl_easy_strerror(code) : reason_.data();
  }

  TransportLimits limits_;
  std::function<void()> check_;
  CURLM* multi_;
  CURL* easy_;
  curl_slist* headers_ = nullptr;
  std::array<char, CURL_ERROR_SIZE> reason_{};
};

}  // namespace

std::unique_ptr<Transport> http_transport(const TransportLimits& limits, std::function<void()> check) {
  static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);  // once for the process
  if (kStarted != CURLE_OK) throw Error(ErrorKind::internal, "libcurl does not start");
  return std::make_unique<CurlTransport>(limits, std::move(check));
}

}  // namespace leitmotif::servers
