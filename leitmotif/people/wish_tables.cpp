#include "leitmotif/people/wish_tables.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leitmotif::people {
namespace {

using wire::Field;
using wire::Table;
using Reason = std::pair<std::string, double>;

wire::Schema interval_form() { return wire::list_of(wire::any_number(), 2, 2, "95 % interval"); }

std::vector<double> interval_of(const evaluation::Interval& interval) { return {interval.low, interval.high}; }

const Table<Reason>& reason_table() {
  using F = Field<Reason>;
  static const Table<Reason> table("WishReason", {F::value("what", &Reason::first, wire::any_text()),
                                                  F::value("weight", &Reason::second, wire::any_number())});
  return table;
}

}  // namespace

const wire::Table<WishLines>& wish_lines_table() {
  using F = wire::Field<WishLine>;
  static const wire::Table<WishLine> line(
      "WishLine",
      {F::value("name", &WishLine::name, wire::any_text()), F::value("about", &WishLine::about, wire::any_text()),
       F::value("learned", &WishLine::learned, wire::truth("from songs that a person named")),
       F::value(
           "auc", [](const WishLine& wish) { return wish.learned ? std::optional(wish.auc) : std::nullopt; },
           wire::or_null(wire::any_number("of a learned one: of songs by artists it was not learned from")))});
  static const wire::Table<WishLines> table("Wishes",
                                            {wire::Field<WishLines>::list("wishes", &WishLines::wishes, line)});
  return table;
}

const wire::Table<LearnedReport>& learned_table() {
  using Report = LearnedReport;
  using F = Field<Report>;
  const auto wish = [](auto member) {
    return [member](const Report& report) { return std::invoke(member, report.wish); };
  };
  static const Table<Report> table(
      "LearnedWish",
      {F::value("name", wish(&wishes::LearnedWish::name), wire::any_text()),
       F::value("yes", wish(&wishes::LearnedWish::yes), wire::count("songs that are meant")),
       F::value("no", wish(&wishes::LearnedWish::no), wire::count("songs that are not")),
       F::value("not_found", &Report::not_found, wire::count("songs of the lists that the library does not have")),
       F::value("auc", wish(&wishes::LearnedWish::auc), wire::any_number("on other artists")),
       F::value(
           "interval", [](const Report& report) { return interval_of(report.wish.interval); }, interval_form()),
       F::value("penalty", wish(&wishes::LearnedWish::penalty), wire::any_number()),
       F::value("milliseconds", &Report::milliseconds, wire::any_number("the learning itself")),
       F::list(
           "for", [](const Report& report) -> const auto& { return report.reasons.for_it; }, reason_table()),
       F::list(
           "against", [](const Report& report) -> const auto& { return report.reasons.against; }, reason_table()),
       F::value(
           "file", [](const Report& report) { return report.file.string(); }, wire::any_text())});
  return table;
}

}  // namespace leitmotif::people
