// Draws the countries of Natural Earth (1:110m, public domain, by way of world-atlas) once, as SVG paths in the Equal Earth
// projection: src/dateline/web/drawing/world.json. Python places points with the same scale and centre.
import { readFileSync, writeFileSync } from "node:fs";
import { geoEqualEarth, geoPath } from "d3-geo";
import iso from "i18n-iso-countries";
import { feature } from "topojson-client";

const WIDTH = 960;
const SCALE = 177.158; // the whole globe fits the width
const HEIGHT = 468;
// those that Natural Earth draws and ISO does not number: as our data codes them
const UNNUMBERED = { "N. Cyprus": "CYP", Somaliland: "SOM", Kosovo: "KOS" };

const world = JSON.parse(readFileSync(new URL("node_modules/world-atlas/countries-110m.json", import.meta.url)));
const projection = geoEqualEarth().scale(SCALE).translate([WIDTH / 2, HEIGHT / 2]).precision(0.3);
const path = geoPath(projection).digits(1);
const countries = feature(world, world.objects.countries)
  .features.map((f) => [iso.numericToAlpha3(f.id) ?? UNNUMBERED[f.properties.name], f.properties.name, path(f)])
  .sort((a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1));
// names of the small states that have no outline at this scale
iso.registerLocale(JSON.parse(readFileSync(new URL("node_modules/i18n-iso-countries/langs/en.json", import.meta.url))));
const drawn = new Set(countries.map(([code]) => code));
const small = Object.keys(iso.getAlpha3Codes())
  .filter((code) => !drawn.has(code))
  .sort()
  .map((code) => [code, iso.getName(code, "en", { select: "alias" })]);
const out = { width: WIDTH, height: HEIGHT, scale: SCALE, sphere: path({ type: "Sphere" }), small, countries };
const rows = JSON.stringify(out).replaceAll("],[", "],\n[");
writeFileSync(new URL("../src/dateline/web/drawing/world.json", import.meta.url), rows + "\n");
