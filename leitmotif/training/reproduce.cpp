#include "leitmotif/training/reproduce.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/training/divide_file.hpp"

namespace leitmotif::training {
namespace {

constexpr std::array<Protocol, 2> kProtocols = {Protocol::paper, Protocol::honest};
constexpr double kTestShare = 0.2;

TrainRequest request_for(const ReproduceRequest& request, const corpus::DataSource& source, const NetworkKind& kind,
                         Protocol protocol) {
  TrainRequest run;
  run.model = kind.name;
  run.protocol = protocol;
  run.output = request.folder / (run.model + "-" + std::string(name(protocol)) + ".safetensors");
  run.epochs = request.epochs;
  run.seed = request.seed;
  run.threads = request.threads;
  run.source = source;
  return run;
}

bool is_about_the_data(ErrorKind kind) {
  return kind == ErrorKind::invalid_argument || kind == ErrorKind::corrupt_data || kind == ErrorKind::unsupported ||
         kind == ErrorKind::resource_limit;
}

}  // namespace

Reproduction reproduce(const ReproduceRequest& request, std::span<const NetworkKind> kinds,
                       const OnRunEpoch& on_epoch) {
  DividedFile files;
  if (request.test)
    files = {request.data, *request.test};
  else
    files = divide_file(request.data, kTestShare, request.seed, request.folder);

  // Parts of a file are its author's too.
  Reproduction result{files.test, {}, corpus::data_source(request.data, sha256_hex(MappedFile(request.data).bytes()))};
  std::optional<Error> first;
  for (const NetworkKind& kind : kinds)
    for (const Protocol protocol : kProtocols) {
      TrainRequest run = request_for(request, result.source, kind, protocol);
      run.data = files.train;
      run.test = files.test;
      ReproducedRun done{run.model, std::string(name(protocol)), {}, ""};
      try {
        done.report = train(run, kinds, [&](const models::EpochReport& epoch) { on_epoch(run, epoch); });
      } catch (const Error& error) {
        if (!is_about_the_data(error.kind())) throw;
        if (!first) first.emplace(error);
        done.reason = error.what();
      }
      result.runs.push_back(std::move(done));
    }
  if (first && std::ranges::none_of(result.runs, [](const ReproducedRun& run) { return run.report.has_value(); }))
    throw Error(*first);
  return result;
}

}  // namespace leitmotif::training
