#include "leitmotif/engine/wish_tables.hpp"

#include <optional>

namespace leitmotif::engine {

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

}  // namespace leitmotif::engine
