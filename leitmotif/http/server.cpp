#include "leitmotif/http/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <csignal>
#include <list>
#include <mutex>
#include <thread>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/http/response_head.hpp"
#include "leitmotif/http/router.hpp"

namespace leitmotif::http {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace message = beast::http;  // what Beast calls http
using Tcp = net::ip::tcp;
using Clock = std::chrono::steady_clock;
using ErrorCode = beast::error_code;

/// How much of a request that is refused is still read, so that the client sees the answer instead of a reset.
constexpr std::size_t kMostDrained = std::size_t{256} << 20U;
constexpr std::chrono::seconds kDrainTime{3};
/// How often events are looked for, and after how many looks without any a sign of life is sent.
constexpr std::chrono::milliseconds kEventTime{100};
constexpr int kQuietLooks = 150;
constexpr std::size_t kReadBytes = 4096;

bool is_printable(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
    return ascii::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.';
  });
}

std::string chunk(const std::string& piece) {
  std::array<char, 20> size{};
  const int digits = std::snprintf(size.data(), size.size(), "%zx\r\n", piece.size());
  return std::string(size.data(), static_cast<std::size_t>(digits)) + piece + "\r\n";
}

/// What all connections share.
struct Shared {
  Shared(ServerOptions wish, Handling how)
      : options(std::move(wish)), handling(std::move(how)), slow(std::max(1U, options.slow_threads)) {}
  ServerOptions options;
  Handling handling;
  net::thread_pool slow;
  std::atomic<bool> stopping = false;
  std::atomic<std::size_t> open = 0;
  std::mutex mutex;
  std::list<std::function<void()>> closers;  ///< one a connection: ends it when it is not answering
};

/// One client. Everything runs in the stream's strand but the making of slow answers.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Tcp::socket socket, Shared& shared)
      : stream_(std::move(socket)), shared_(shared), timer_(stream_.get_executor()) {
    ErrorCode ignored;
    const auto peer = stream_.socket().remote_endpoint(ignored);
    peer_ = ignored ? std::string() : peer.address().to_string();
    shared_.open.fetch_add(1);
  }
  ~Connection() {
    {
      const std::lock_guard lock(shared_.mutex);
      if (registered_) shared_.closers.erase(place_);
    }
    shared_.open.fetch_sub(1);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start(bool is_too_many) {
    {
      const std::lock_guard lock(shared_.mutex);
      place_ = shared_.closers.insert(shared_.closers.end(), [self = weak_from_this()] {
        if (const auto alive = self.lock())
          net::dispatch(alive->stream_.get_executor(), [alive] { alive->end_when_idle(); });
      });
      registered_ = true;
    }
    net::dispatch(stream_.get_executor(), [self = shared_from_this(), is_too_many] {
      ErrorCode ignored;
      self->stream_.socket().set_option(Tcp::no_delay(true), ignored);
      if (is_too_many) return self->refuse(503, "resource_limit", "too many connections; try again later");
      self->wait_for_request();
    });
  }

 private:
  using Parser = message::request_parser<message::string_body>;

  void end_when_idle() {
    if (is_idle_) close();
  }

  void close() {
    ErrorCode ignored;
    stream_.socket().shutdown(Tcp::socket::shutdown_both, ignored);
    stream_.close();
  }

  void wait_for_request() {
    if (shared_.stopping) return close();
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.options.limits.header_bytes));
    parser_->body_limit(shared_.options.limits.body_bytes);
    request_ = Request();
    if (buffer_.size() > 0) return read_header();
    buffer_ = beast::flat_buffer();  // an idle connection holds no memory
    is_idle_ = true;
    stream_.expires_after(shared_.options.limits.first_byte);
    // Waits without a buffer: a thousand silent clients cost their sockets only.
    stream_.socket().async_wait(Tcp::socket::wait_read, [self = shared_from_this()](ErrorCode error) {
      self->is_idle_ = false;
      self->idle_timer_.reset();
      if (error) return self->close();
      self->read_header();
    });
    watch_idleness();
  }

  /// async_wait is not watched by the stream's own clock.
  void watch_idleness() {
    idle_timer_ = std::make_unique<net::steady_timer>(stream_.get_executor(), shared_.options.limits.first_byte);
    idle_timer_->async_wait([self = weak_from_this()](ErrorCode error) {
      const auto alive = self.lock();
      if (!error && alive && alive->is_idle_) alive->close();
    });
  }

  void read_header() {
    stream_.expires_after(shared_.options.limits.header);
    buffer_.reserve(kReadBytes);
    message::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](ErrorCode error, std::size_t) {
      self->began_ = Clock::now();
      if (error) return self->refuse(error);
      self->take_header();
      self->read_body();
    });
  }

  void take_header() {
    const auto& head = parser_->get();
    request_.method = std::string(head.method_string());
    request_.target = std::string(head.target());
    request_.peer = peer_;
    for (const auto& field : head) {
      request_.headers.emplace_back(ascii::lower_case(field.name_string()), std::string(field.value()));
    }
    const std::string_view id = request_.header("x-request-id").value_or("");
    request_.id = is_printable(id) ? std::string(id) : shared_.handling.new_id();
  }

  void read_body() {
    if (parser_->is_done()) return make_answer();
    stream_.expires_after(shared_.options.limits.body);
    const auto read = [self = shared_from_this()] {
      message::async_read(self->stream_, self->buffer_, *self->parser_, [self](ErrorCode error, std::size_t) {
        if (error) return self->refuse(error);
        self->make_answer();
      });
    };
    if (request_.header("expect").value_or("") != "100-continue") return read();
    static const std::string kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    net::async_write(stream_, net::buffer(kContinue), [self = shared_from_this(), read](ErrorCode error, std::size_t) {
      if (error) return self->close();
      read();
    });
  }

  void make_answer() {
    keep_alive_ = parser_->keep_alive();
    request_.body = std::move(parser_->get().body());
    parser_.reset();
    if (std::optional<Response> response = shared_.handling.quick_answer(request_)) return send(*std::move(response));
    net::post(shared_.slow, [self = shared_from_this()] {
      auto response = std::make_shared<Response>(self->shared_.handling.answer(self->request_));
      net::dispatch(self->stream_.get_executor(), [self, response] { self->send(std::move(*response)); });
    });
  }

  void send(Response response) {
    if (shared_.stopping) keep_alive_ = false;
    response_ = std::move(response);
    const bool comes_in_pieces = response_.pieces != nullptr || response_.events != nullptr;
    const bool without_body = request_.method == "HEAD";
    const std::optional<std::uint64_t> length = comes_in_pieces ? response_.length : response_.body.size();
    sent_ = without_body || comes_in_pieces ? 0 : response_.body.size();
    out_ = response_head(response_, request_.id, length, keep_alive_);
    if (!without_body && !comes_in_pieces) out_ += response_.body;
    write([comes_in_pieces, without_body](Connection& self) {
      comes_in_pieces && !without_body ? self.send_more() : self.finish();
    });
  }

  template <class Next>
  void write(Next next) {
    stream_.expires_after(shared_.options.limits.answer);
    net::async_write(stream_, net::buffer(out_), [self = shared_from_this(), next](ErrorCode error, std::size_t) {
      if (error) {
        self->keep_alive_ = false;
        return self->finish();
      }
      next(*self);
    });
  }

  void send_more() {
    if (response_.events) return send_events();
    net::post(shared_.slow, [self = shared_from_this()] {
      auto piece = std::make_shared<std::string>(self->response_.pieces());
      net::dispatch(self->stream_.get_executor(), [self, piece] {
        self->sent_ += piece->size();
        if (self->response_.length) return self->send_part(std::move(*piece));
        const bool is_last = piece->empty();
        self->out_ = is_last ? "0\r\n\r\n" : chunk(*piece);
        self->write([is_last](Connection& me) { is_last ? me.finish() : me.send_more(); });
      });
    });
  }

  /// A piece of a body whose length the client was told.
  void send_part(std::string piece) {
    const bool is_short = piece.empty() && sent_ < *response_.length;
    if (is_short) keep_alive_ = false;  // all that can still be said: the end of the connection
    if (piece.empty()) return finish();
    out_ = std::move(piece);
    write([](Connection& self) { self.sent_ < *self.response_.length ? self.send_more() : self.finish(); });
  }

  void send_events() {
    const std::optional<std::string> news = shared_.stopping ? std::nullopt : response_.events();
    if (!news) {
      out_ = "0\r\n\r\n";
      return write([](Connection& self) { self.finish(); });
    }
    quiet_looks_ = news->empty() ? quiet_looks_ + 1 : 0;
    if (news->empty() && quiet_looks_ < kQuietLooks) return wait_for_events();
    quiet_looks_ = 0;
    sent_ += news->size();
    out_ = chunk(news->empty() ? ": still here\n\n" : *news);
    write([](Connection& self) { self.wait_for_events(); });
  }

  void wait_for_events() {
    stream_.expires_never();
    timer_.expires_after(kEventTime);
    timer_.async_wait([self = shared_from_this()](ErrorCode error) {
      if (!error) self->send_events();
    });
  }

  void finish() {
    shared_.handling.done({request_, response_, sent_, std::chrono::duration<double>(Clock::now() - began_).count()});
    response_ = Response();
    out_.clear();
    if (!keep_alive_) return drain();
    wait_for_request();
  }

  /// What cannot be read as a request: answered once, then the connection ends.
  void refuse(ErrorCode error) {
    if (request_.method.empty() && parser_ && parser_->get().method() != message::verb::unknown) {
      request_.method = std::string(parser_->get().method_string());
      request_.target = std::string(parser_->get().target());
    }
    if (error == message::error::end_of_stream) return close();
    if (error == beast::error::timeout) return refuse(408, "resource_limit", "the request did not arrive in time");
    if (error == message::error::header_limit)
      return refuse(431, "resource_limit",
                    "header: longer than " + std::to_string(shared_.options.limits.header_bytes) + " bytes");
    if (error == message::error::body_limit)
      return refuse(413, "resource_limit",
                    "body: longer than " + std::to_string(shared_.options.limits.body_bytes) + " bytes");
    if (error.category() == message::make_error_code(message::error::bad_method).category() &&
        error != message::error::partial_message)
      return refuse(400, "invalid_argument", "request: not HTTP/1.1 (" + error.message() + ")");
    close();
  }

  void refuse(int status, std::string_view kind, const std::string& message) {
    request_.peer = peer_;
    if (request_.id.empty()) request_.id = shared_.handling.new_id();
    began_ = Clock::now();
    keep_alive_ = false;
    // After a timeout the stream takes no more: the rest goes to the socket itself, if it goes.
    if (status == 408) {
      response_ = error_response({status, kind, message}, request_);
      shared_.handling.done({request_, response_, 0, 0});
      return close();
    }
    send(error_response({status, kind, message}, request_));
  }

  /// Reads what the client still sends, for a while, before the connection is closed.
  void drain() {
    ErrorCode ignored;
    stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    stream_.expires_after(kDrainTime);
    drained_.resize(std::size_t{64} << 10U);
    read_away(0);
  }

  void read_away(std::size_t so_far) {
    stream_.async_read_some(net::buffer(drained_),
                            [self = shared_from_this(), so_far](ErrorCode error, std::size_t size) {
                              if (error || so_far + size > kMostDrained) return self->close();
                              self->read_away(so_far + size);
                            });
  }

  beast::tcp_stream stream_;
  Shared& shared_;
  net::steady_timer timer_;
  std::unique_ptr<net::steady_timer> idle_timer_;
  std::string peer_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Request request_;
  Response response_;
  std::string out_;
  std::string drained_;
  std::size_t sent_ = 0;
  int quiet_looks_ = 0;
  Clock::time_point began_ = Clock::now();
  bool keep_alive_ = false;
  bool is_idle_ = false;
  bool registered_ = false;
  std::list<std::function<void()>>::iterator place_;
};

/// As many sockets as the system lets this program have.
void raise_file_limit(std::size_t wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Server::State {
  State(ServerOptions wish, Handling how) : shared(std::move(wish), std::move(how)), acceptor(context) {}

  void listen() {
    ErrorCode error;
    const std::string host = shared.options.host == "localhost" ? "127.0.0.1" : shared.options.host;
    const net::ip::address address = net::ip::make_address(host, error);
    if (error)
      throw Error(ErrorKind::invalid_argument,
                  "host '" + shared.options.host + "': expected an address such as 127.0.0.1");
    const Tcp::endpoint place(address, shared.options.port);
    acceptor.open(place.protocol(), error);
    if (!error) acceptor.set_option(net::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(place, error);
    if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
    if (error)
      throw Error(ErrorKind::io,
                  host + " port " + std::to_string(shared.options.port) + ": cannot listen there: " + error.message());
    raise_file_limit(shared.options.limits.connections + 64);
  }

  void accept() {
    acceptor.async_accept(net::make_strand(context), [this](ErrorCode error, Tcp::socket socket) {
      if (shared.stopping) return;
      if (!error) {
        const bool is_too_many = shared.open >= shared.options.limits.connections;
        std::make_shared<Connection>(std::move(socket), shared)->start(is_too_many);
        return accept();
      }
      // Mostly no descriptors left: a moment later there may be some.
      pause.expires_after(std::chrono::milliseconds(50));
      pause.async_wait([this](ErrorCode) { accept(); });
    });
  }

  void begin_stop() {
    if (shared.stopping.exchange(true)) return;
    if (on_stop) on_stop();
    ErrorCode ignored;
    acceptor.close(ignored);
    signals.cancel(ignored);
    close_idle_connections();
    last_moment = Clock::now() + shared.options.limits.stop;
    wait_for_end();
  }

  /// Not under the lock: a connection that another thread has just ended dies here, and takes the lock to say so.
  void close_idle_connections() {
    std::vector<std::function<void()>> closers;
    {
      const std::lock_guard lock(shared.mutex);
      closers.assign(shared.closers.begin(), shared.closers.end());
    }
    for (const auto& close : closers) close();
  }

  void wait_for_end() {
    if (shared.open == 0 || Clock::now() >= last_moment) return context.stop();
    pause.expires_after(std::chrono::milliseconds(10));
    pause.async_wait([this](ErrorCode) { wait_for_end(); });
  }

  Shared shared;
  net::io_context context;
  Tcp::acceptor acceptor;
  net::signal_set signals{context};
  net::steady_timer pause{context};
  Clock::time_point last_moment;
  std::function<void()> on_stop;
};

Server::Server(ServerOptions options, Handling handling)
    : state_(std::make_unique<State>(std::move(options), std::move(handling))) {
  state_->listen();
}

Server::~Server() {
  state_->shared.slow.stop();
  state_->shared.slow.join();
}

std::uint16_t Server::port() const noexcept {
  ErrorCode ignored;
  return state_->acceptor.local_endpoint(ignored).port();
}

bool Server::is_loopback() const noexcept {
  ErrorCode ignored;
  return state_->acceptor.local_endpoint(ignored).address().is_loopback();
}

std::size_t Server::connections() const noexcept { return state_->shared.open; }

void Server::run(const std::function<void()>& on_stop, const std::function<void()>& on_start) {
  State& state = *state_;
  state.on_stop = on_stop;
  state.signals.add(SIGTERM);
  state.signals.add(SIGINT);
  state.signals.async_wait([&state](ErrorCode error, int) {
    if (!error) state.begin_stop();
  });
  on_start();
  state.accept();
  const unsigned wanted = state.shared.options.threads;
  const unsigned threads = wanted > 0 ? wanted : std::min(4U, default_threads());
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back([&state] { state.context.run(); });
  state.context.run();
  for (std::thread& other : others) other.join();
}

void Server::stop() {
  net::post(state_->context, [this] { state_->begin_stop(); });
}

}  // namespace leitmotif::http
