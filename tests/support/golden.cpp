#include "support/golden.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string_view>

#include "leitmotif/core/json.hpp"
#include "support/places.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;

constexpr double kTolerance = 1e-5;
constexpr std::size_t kLineLength = 118;
constexpr std::array<std::string_view, 15> kChance = {"milliseconds", "seconds", "started",    "ended",    "at",
                                                      "changed",      "created", "request_id", "message",  "version",
                                                      "generation",   "etag",    "started_at", "ended_at", "last_ms"};

bool is_recording() {
  const char* wish = std::getenv("LEITMOTIF_GOLDEN");
  return wish != nullptr && std::string_view(wish) == "record";
}

bool is_same_number(const Json& before, const Json& now) {
  if (before.is_number_integer() && now.is_number_integer()) return before == now;
  const double a = before.get<double>();
  const double b = now.get<double>();
  return std::abs(a - b) <= kTolerance * std::max(1.0, std::abs(a));
}

std::string shown(const Json& json) {
  const std::string text = json.dump();
  return text.size() <= 100 ? text : text.substr(0, 100) + "...";
}

std::string type_name(const Json& json) {
  if (json.is_null()) return "null";
  if (json.is_boolean()) return "boolean";
  return json.is_string() ? "string" : "number";
}

class Comparison {
 public:
  void compare(const Json& before, const Json& now, const std::string& place) {
    if (before.is_object() && now.is_object()) return compare_objects(before, now, place);
    if (before.is_array() && now.is_array()) return compare_lists(before, now, place);
    const bool same = before.is_number() && now.is_number() ? is_same_number(before, now) : before == now;
    if (!same) found_.broken.push_back(place + ": was " + shown(before) + ", is " + shown(now));
  }
  [[nodiscard]] GoldenDifference found() { return std::move(found_); }

 private:
  void compare_objects(const Json& before, const Json& now, const std::string& place) {
    for (const auto& [key, value] : before.items()) {
      if (now.contains(key))
        compare(value, now[key], place + "." + key);
      else
        found_.broken.push_back(place + "." + key + ": is gone; was " + shown(value));
    }
    for (const auto& [key, value] : now.items())
      if (!before.contains(key)) found_.added.push_back(place + "." + key + ": " + shown(value));
  }
  void compare_lists(const Json& before, const Json& now, const std::string& place) {
    if (before.size() != now.size())
      found_.broken.push_back(place + ": had " + std::to_string(before.size()) + " elements, has " +
                              std::to_string(now.size()));
    for (std::size_t i = 0; i < std::min(before.size(), now.size()); ++i)
      compare(before[i], now[i], place + "[" + std::to_string(i) + "]");
  }

  GoldenDifference found_;
};

std::string replaced(std::string text, const std::vector<std::pair<std::string, std::string>>& places) {
  for (const auto& [there, instead] : places)
    for (std::size_t at = 0; (at = text.find(there, at)) != std::string::npos; at += instead.size())
      text.replace(at, there.size(), instead);
  return text;
}

/// What fits on a line stands on one; so does any list of plain values.
void write(std::ostream& out, const Json& json, const std::string& indent) {
  const std::string line = json.dump();
  const bool is_plain = std::ranges::none_of(json, [](const Json& value) { return value.is_structured(); });
  if (!json.is_structured() || line.size() + indent.size() <= kLineLength || (json.is_array() && is_plain)) {
    out << line;
    return;
  }
  out << (json.is_array() ? "[" : "{");
  const char* comma = "";
  const auto begin_line = [&] {
    out << comma << "\n " << indent;
    comma = ",";
  };
  for (const Json& value : json) {
    begin_line();
    write(out, value, indent + " ");
  }
  for (const auto& [key, value] : json.items()) {
    begin_line();
    out << Json(key).dump() << ": ";
    write(out, value, indent + " ");
  }
  out << '\n' << indent << (json.is_array() ? ']' : '}');
}

Json rounded(const Json& json) {
  if (json.is_structured()) {
    Json copy = json;
    for (Json& value : copy) value = rounded(value);
    for (const auto& [key, value] : json.items()) copy[key] = rounded(value);
    return copy;
  }
  if (!json.is_number_float()) return json;
  std::ostringstream text;
  text.precision(7);
  text << json.get<double>();
  return Json::parse(text.str());
}

}  // namespace

GoldenDifference compare_golden(const Json& before, const Json& now) {
  Comparison comparison;
  comparison.compare(before, now, "$");
  return comparison.found();
}

Json without_chance(const Json& json, const std::vector<std::pair<std::string, std::string>>& places) {
  if (json.is_string()) return replaced(json.get<std::string>(), places);
  if (!json.is_structured()) return json;
  Json copy = json.is_array() ? Json::array() : Json::object();
  for (const Json& value : json) copy.push_back(without_chance(value, places));
  for (const auto& [key, value] : json.items()) {
    if (std::ranges::find(kChance, key) != kChance.end() && !value.is_structured())
      copy[key] = "<" + type_name(value) + ">";
    else
      copy[key] = without_chance(value, places);
  }
  return copy;
}

void Golden::expect(const std::string& name, const Json& answer) {
  names_.push_back(name + ".json");
  const fs::path file = source_folder() / "tests" / "golden" / folder_ / names_.back();
  if (is_recording()) {
    fs::create_directories(file.parent_path());
    std::ofstream out(file);
    write(out, rounded(answer), "");
    out << '\n';
    EXPECT_TRUE(out.good()) << file;
    return;
  }
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  ASSERT_TRUE(Json::accept(text.str())) << folder_ << "/" << name << " is not recorded: see CONTRIBUTING.md";
  const GoldenDifference difference = compare_golden(Json::parse(text.str()), answer);
  for (const std::string& added : difference.added) std::cout << folder_ << "/" << name << ": new: " << added << '\n';
  std::string broken;
  for (const std::string& place : difference.broken) broken += "\n  " + place;
  if (!broken.empty()) ADD_FAILURE() << folder_ << "/" << name << ": " << answer.value("asked", "") << broken;
}

void Golden::expect_no_other() const {
  for (const auto& entry : fs::directory_iterator(source_folder() / "tests" / "golden" / folder_)) {
    if (std::ranges::find(names_, entry.path().filename().string()) != names_.end()) continue;
    if (is_recording())
      fs::remove(entry.path());
    else
      ADD_FAILURE() << entry.path() << ": nothing was asked that this answers";
  }
}

}  // namespace leitmotif::testing
