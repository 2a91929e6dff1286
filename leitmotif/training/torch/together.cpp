#include "leitmotif/training/torch/together.hpp"

#ifdef LEITMOTIF_GLOO
#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif

#include <algorithm>
#include <string>
#include <vector>

#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/training/torch/sparse_linear.hpp"

namespace leitmotif::training {

#ifdef LEITMOTIF_GLOO

namespace {

/// Processes are started one after the other, and read their data before they meet.
constexpr std::chrono::minutes kUntilAllAreThere{2};
/// A process that ends is noticed at once; one whose machine is gone after this time.
constexpr std::chrono::minutes kSilence{2};

/// This machine's own address on the way to another; empty when that cannot be told.
std::string address_towards(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_DGRAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), "9", &hints, &found) != 0) return {};
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> keeper(found, freeaddrinfo);
  const int descriptor = ::socket(found->ai_family, SOCK_DGRAM, 0);
  if (descriptor < 0) return {};
  // A datagram socket sends nothing when it connects; it only chooses its own address.
  sockaddr_storage own{};
  socklen_t size = sizeof own;
  std::array<char, NI_MAXHOST> text{};
  const bool is_known =
      ::connect(descriptor, found->ai_addr, found->ai_addrlen) == 0 &&
      getsockname(descriptor, reinterpret_cast<sockaddr*>(&own), &size) == 0 &&
      getnameinfo(reinterpret_cast<sockaddr*>(&own), size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0;
  ::close(descriptor);
  return is_known ? std::string(text.data()) : std::string();
}

/// Names of machines are often not those that others reach them by, so Gloo is not left to look for its own.
std::shared_ptr<gloo::transport::Device> device_towards(const std::string& host) {
  using Gloo = c10d::ProcessGroupGloo;
  if (const std::string name = path_from_environment("GLOO_SOCKET_IFNAME").string(); !name.empty())
    return Gloo::createDeviceForInterface(name);
  const std::string own = address_towards(host);
  return own.empty() ? Gloo::createDefaultDevice() : Gloo::createDeviceForHostname(own);
}

}  // namespace

class Together::Group {
 public:
  explicit Group(const Ranks& ranks) : ranks_(ranks) {
    guarded([&] {
      c10d::TCPStoreOptions options;
      options.port = ranks.port;
      options.isServer = ranks.rank == 0;
      options.numWorkers = ranks.world;
      options.timeout = kUntilAllAreThere;
      const auto store = c10::make_intrusive<c10d::TCPStore>(ranks.host, options);
      const auto gloo = c10d::ProcessGroupGloo::Options::create(kSilence);
      gloo->devices.push_back(device_towards(ranks.host));
      group_ = c10::make_intrusive<c10d::ProcessGroupGloo>(store, ranks.rank, ranks.world, gloo);
    });
  }

  void sum(at::Tensor tensor) {
    std::vector<at::Tensor> tensors = {std::move(tensor)};
    guarded([&] { group_->allreduce(tensors)->wait(); });
  }

  /// The tensors of all processes, in the order of their ranks; all must have the same shape.
  std::vector<at::Tensor> gathered(const at::Tensor& tensor) {
    std::vector<std::vector<at::Tensor>> all(1);
    for (int rank = 0; rank < ranks_.world; ++rank) all[0].push_back(at::empty_like(tensor));
    std::vector<at::Tensor> own = {tensor};
    guarded([&] { group_->allgather(all, own)->wait(); });
    return std::move(all[0]);
  }

  void meet() {
    guarded([&] { group_->barrier()->wait(); });
  }

 private:
  /// What LibTorch throws has many lines, of which none says what to do.
  template <class Work>
  void guarded(Work work) {
    try {
      work();
    } catch (const std::exception& failure) {
      std::string reason = failure.what();
      reason = reason.substr(0, std::min(reason.find('\n'), reason.size()));
      throw Error(ErrorKind::unavailable,
                  "rank " + std::to_string(ranks_.rank) + " of " + std::to_string(ranks_.world) +
                      ": another process of this training ended or does not answer (" + reason + ")");
    }
  }

  Ranks ranks_;
  c10::intrusive_ptr<c10d::ProcessGroupGloo> group_;
};

namespace {

/// The gradients of a layer's rows of all processes as one sparse tensor; the rows are brought up to date first,
/// because the other processes' rows were not needed here before.
template <class Gather>
void join_rows(SparseLinearImpl& layer, Gather gather) {
  at::Tensor& gradient = layer.weight.mutable_grad();
  if (!gradient.defined()) return;
  const at::Tensor rows = gradient.coalesce();
  const at::Tensor terms = rows._indices()[0].contiguous();
  const at::Tensor values = rows._values().contiguous();
  const std::vector<at::Tensor> counts = gather(torch::tensor(std::vector<std::int64_t>{terms.size(0)}));
  std::int64_t most = 0;
  for (const at::Tensor& count : counts) most = std::max(most, count.item<std::int64_t>());
  const at::Tensor padded_terms = torch::zeros({most}, torch::kInt64);
  const at::Tensor padded_values = torch::zeros({most, values.size(1)});
  padded_terms.narrow(0, 0, terms.size(0)).copy_(terms);
  padded_values.narrow(0, 0, terms.size(0)).copy_(values);
  const std::vector<at::Tensor> all_terms = gather(padded_terms);
  const std::vector<at::Tensor> all_values = gather(padded_values);
  std::vector<at::Tensor> joined_terms;
  std::vector<at::Tensor> joined_values;
  for (std::size_t rank = 0; rank < counts.size(); ++rank) {
    const auto count = counts[rank].item<std::int64_t>();
    joined_terms.push_back(all_terms[rank].narrow(0, 0, count));
    joined_values.push_back(all_values[rank].narrow(0, 0, count));
  }
  const at::Tensor places = at::cat(joined_terms);
  gradient =
      at::_sparse_coo_tensor_unsafe(places.unsqueeze(0), at::cat(joined_values), layer.weight.sizes()).coalesce();
  const at::Tensor once = gradient._indices()[0].contiguous();
  for (std::int64_t i = 0; i < once.size(0); ++i)
    layer.rows().catch_up(static_cast<std::size_t>(once.data_ptr<std::int64_t>()[i]));
}

}  // namespace

double Together::add_up(torch::nn::Module& network, double loss) {
  const torch::NoGradGuard no_gradient;
  std::vector<at::Tensor> sparse;
  for (const std::shared_ptr<torch::nn::Module>& module : network.modules())
    if (auto* layer = module->as<SparseLinearImpl>()) {
      sparse.push_back(layer->weight);
      join_rows(*layer, [this](const at::Tensor& tensor) { return group_->gathered(tensor); });
    }
  std::vector<at::Tensor> dense;
  for (const at::Tensor& parameter : network.parameters()) {
    const bool is_sparse = std::ranges::any_of(sparse, [&](const at::Tensor& one) { return one.is_same(parameter); });
    if (!is_sparse && parameter.grad().defined()) dense.push_back(parameter);
  }
  std::vector<at::Tensor> flat = {torch::tensor({static_cast<float>(loss)})};
  for (const at::Tensor& parameter : dense) flat.push_back(parameter.grad().reshape({-1}));
  const at::Tensor sum = at::cat(flat);
  group_->sum(sum);
  std::int64_t begin = 1;
  for (const at::Tensor& parameter : dense) {
    parameter.mutable_grad().copy_(sum.narrow(0, begin, parameter.numel()).view(parameter.sizes()));
    begin += parameter.numel();
  }
  return double{sum[0].item<float>()};
}

void Together::meet() { group_->meet(); }

#else

class Together::Group {
 public:
  explicit Group(const Ranks&) {
    throw Error(ErrorKind::unsupported,
                "--distributed: this program was built without Gloo (libgloo-dev); one process can train");
  }
};

double Together::add_up(torch::nn::Module&, double loss) { return loss; }

void Together::meet() {}

#endif

Together::Together(const Ranks& ranks) : ranks_(ranks), group_(std::make_unique<Group>(ranks)) {}

Together::~Together() = default;

ShareRange Together::share_of(std::size_t songs) const noexcept {
  return range_of({static_cast<std::size_t>(ranks_.rank) + 1, static_cast<std::size_t>(ranks_.world)}, songs);
}

}  // namespace leitmotif::training
