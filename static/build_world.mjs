// Makes static/world.json from Natural Earth's 1:50m countries (npm world-atlas 2.0.2, ISC; Natural Earth is in
// the public domain), in Equal Earth projection. Run where world-atlas, topojson-client, d3-geo and
// i18n-iso-countries are installed: node build_world.mjs OUT. Not needed to run or test the project.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const require = createRequire(pathToFileURL(process.cwd() + "/"));
const { feature } = require("topojson-client");
const { presimplify, simplify } = require("topojson-simplify");
const iso = require("i18n-iso-countries");
const { geoEqualEarth, geoPath, geoArea } = await import(pathToFileURL(require.resolve("d3-geo")).href);

const WIDTH = 960, HEIGHT = 468, SMALL = 7; // square units below which a state is drawn as a circle too
const atlas = simplify(presimplify(require("world-atlas/countries-50m.json")), 0.03);
const features = feature(atlas, atlas.objects.countries).features.filter((f) => f.properties.name !== "Antarctica");
for (const f of features) {
  // Simplified rings that turned over would paint the ocean: drop those larger than a hemisphere.
  if (f.geometry && f.geometry.type === "MultiPolygon")
    f.geometry.coordinates = f.geometry.coordinates.filter((c) => geoArea({ type: "Polygon", coordinates: c }) < 6);
}
const projection = geoEqualEarth().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], { type: "FeatureCollection", features });
const path = geoPath(projection).digits(1);
const shapes = {}, land = [];
for (const f of features) {
  const d = path(f);
  if (!d) continue;
  const code = f.properties.name === "Kosovo" ? "XKX" : iso.numericToAlpha3(f.id);
  if (!code) { land.push(d); continue; }
  const [x, y] = path.centroid(f).map((n) => +n.toFixed(1)), area = path.area(f);
  if (shapes[code] && shapes[code].area > area) { land.push(d); continue; } // two features of one code
  if (shapes[code]) land.push(shapes[code].d);
  shapes[code] = { d, x, y, area };
}
if (!shapes.TUV) { // too small for the source; Funafuti
  const [x, y] = projection([179.2, -8.52]).map((n) => +n.toFixed(1));
  shapes.TUV = { d: "", x, y, area: 0 };
}
for (const s of Object.values(shapes)) { s.small = s.area < SMALL; delete s.area; }
writeFileSync(process.argv[2], JSON.stringify({ width: WIDTH, height: HEIGHT, land, shapes }));
console.log(Object.keys(shapes).length, "shapes,", Object.values(shapes).filter((s) => s.small).length, "small");
