#include "leitmotif/training/ranks.hpp"

#include <array>
#include <charconv>
#include <optional>

#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::training {
namespace {

constexpr int kUsualPort = 29500;  // torchrun's
constexpr int kFirstSlurmPort = 20000;
constexpr int kSlurmPorts = 20000;
constexpr int kMostRanks = 10000;

/// What a launcher calls the two numbers.
struct Launcher {
  const char* rank;
  const char* world;
};
constexpr std::array<Launcher, 3> kLaunchers = {
    {{"RANK", "WORLD_SIZE"}, {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"}, {"SLURM_PROCID", "SLURM_NTASKS"}}};

std::string variable_of(const char* name) { return path_from_environment(name).string(); }

[[noreturn]] void refuse_ranks(const std::string& reason) { throw Error(ErrorKind::invalid_argument, reason); }

/// The number a variable holds; nothing when it is not set.
std::optional<int> number_of(const char* name, int least, int most) {
  const std::string text = variable_of(name);
  if (text.empty()) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
    refuse_ranks(std::string(name) + " is '" + text + "'; expected a number from " + std::to_string(least) + " to " +
                 std::to_string(most));
  return value;
}

bool is_slurm(const Launcher& launcher) { return launcher.rank == kLaunchers.back().rank; }

std::string host_of(const Launcher& launcher, const Ranks& ranks) {
  if (std::string host = variable_of("MASTER_ADDR"); !host.empty()) return host;
  const bool is_one_machine = ranks.world == 1 ||
                              number_of("OMPI_COMM_WORLD_LOCAL_SIZE", 1, kMostRanks) == ranks.world ||
                              number_of("LOCAL_WORLD_SIZE", 1, kMostRanks) == ranks.world ||
                              (is_slurm(launcher) && number_of("SLURM_NNODES", 1, kMostRanks) == 1);
  if (is_one_machine) return "127.0.0.1";
  if (is_slurm(launcher))
    for (const char* list : {"SLURM_STEP_NODELIST", "SLURM_JOB_NODELIST"})
      if (const std::string hosts = variable_of(list); !hosts.empty()) return first_host(hosts);
  refuse_ranks("--distributed: MASTER_ADDR does not say where rank 0 is");
}

int port_of(const Launcher& launcher) {
  constexpr int kMostPort = 65535;
  if (const auto port = number_of("MASTER_PORT", 1, kMostPort)) return *port;
  // Jobs on one machine must not meet.
  if (is_slurm(launcher))
    if (const auto job = number_of("SLURM_JOB_ID", 0, 1 << 30)) return kFirstSlurmPort + *job % kSlurmPorts;
  return kUsualPort;
}

}  // namespace

std::string first_host(std::string_view list) {
  const std::size_t end = list.find_first_of(",[");
  std::string host(list.substr(0, end));
  if (end == std::string_view::npos || list[end] == ',') return host;
  const std::string_view numbers = list.substr(end + 1);
  return host + std::string(numbers.substr(0, numbers.find_first_of("-,]")));
}

Ranks ranks_from_environment() {
  for (const Launcher& launcher : kLaunchers) {
    const std::optional<int> world = number_of(launcher.world, 1, kMostRanks);
    const std::optional<int> rank = number_of(launcher.rank, 0, kMostRanks);
    if (!world || !rank) continue;
    if (*rank >= *world)
      refuse_ranks(std::string(launcher.rank) + " is " + std::to_string(*rank) + " of " + std::to_string(*world) +
                   "; ranks begin with 0");
    Ranks ranks{*rank, *world, {}, 0};
    ranks.host = host_of(launcher, ranks);
    ranks.port = static_cast<std::uint16_t>(port_of(launcher));
    return ranks;
  }
  refuse_ranks(
      "--distributed: nothing says which process of how many this is; start it by srun, mpirun or torchrun, or set "
      "RANK "
      "and WORLD_SIZE");
}

}  // namespace leitmotif::training
