#include "leitmotif/sound/record.hpp"

#include <array>
#include <utility>

#include "leitmotif/core/json.hpp"

namespace leitmotif::sound {
namespace {

using NumberOfRecord = std::pair<const char*, double Measurement::*>;
constexpr std::array<NumberOfRecord, 20> kNumbers = {{{"seconds", &Measurement::seconds},
                                                      {"listened_seconds", &Measurement::listened_seconds},
                                                      {"loudness_lufs", &Measurement::loudness_lufs},
                                                      {"loudness_range", &Measurement::loudness_range},
                                                      {"peak_db", &Measurement::peak_db},
                                                      {"rms_db", &Measurement::rms_db},
                                                      {"side_db", &Measurement::side_db},
                                                      {"brightness_hz", &Measurement::brightness_hz},
                                                      {"rolloff_hz", &Measurement::rolloff_hz},
                                                      {"zero_crossings", &Measurement::zero_crossings},
                                                      {"tempo", &Measurement::tempo},
                                                      {"tempo_clarity", &Measurement::tempo_clarity},
                                                      {"onsets", &Measurement::onsets},
                                                      {"danceability", &Measurement::danceability},
                                                      {"key_clarity", &Measurement::key_clarity},
                                                      {"tuning", &Measurement::tuning},
                                                      {"clipped_share", &Measurement::clipped_share},
                                                      {"bandwidth_hz", &Measurement::bandwidth_hz},
                                                      {"cliff_db", &Measurement::cliff_db},
                                                      {"pulse_strength", &Measurement::pulse_strength}}};

}  // namespace

Json to_json(const Measurement& measurement) {
  Json json = Json::object();
  for (const auto& [name, member] : kNumbers) json[name] = measurement.*member;
  json["kind"] = measurement.kind;
  json["key"] = measurement.key;
  json["major"] = measurement.major;
  json["descriptor"] = measurement.descriptor;
  json["problem"] = measurement.problem;
  json["fingerprint"] = measurement.fingerprint;
  const Stream& stream = measurement.stream;
  json["stream"] = Json{{"rate", stream.rate},
                        {"channels", stream.channels},
                        {"seconds", stream.seconds},
                        {"bit_rate", stream.bit_rate},
                        {"lossless", stream.lossless},
                        {"codec", stream.codec},
                        {"exact_length", stream.exact_length}};
  return json;
}

Measurement measurement_from(const Json& json) {
  Measurement measurement;
  for (const auto& [name, member] : kNumbers) measurement.*member = json.at(name).get<double>();
  measurement.kind = json.at("kind").get<std::string>();
  measurement.key = json.at("key").get<int>();
  measurement.major = json.at("major").get<bool>();
  measurement.descriptor = json.at("descriptor").get<std::vector<float>>();
  measurement.problem = json.at("problem").get<std::string>();
  measurement.fingerprint = json.at("fingerprint").get<std::string>();
  const Json& stream = json.at("stream");
  measurement.stream = {stream.at("rate").get<int>(),         stream.at("channels").get<std::size_t>(),
                        stream.at("seconds").get<double>(),   stream.at("bit_rate").get<double>(),
                        stream.at("lossless").get<bool>(),    stream.at("codec").get<std::string>(),
                        stream.at("exact_length").get<bool>()};
  return measurement;
}

}  // namespace leitmotif::sound
