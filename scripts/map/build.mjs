// Draws the world once: `npm ci && npm run build` in this folder. Pages lay stops over it.
//
// Two maps of the same Equal Earth projection: one with the Greenwich side in the middle, one with
// the Pacific, for tours that cross the date line. Coordinates are whole fifths of a unit, 1,000 units
// to the width; visits/queries/projection.py puts the stops into the same units.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { geoArea, geoCentroid, geoEqualEarth, geoPath, geoTransform } from "d3-geo";
import { feature, mesh } from "topojson-client";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ATLAS = `${HERE}node_modules/world-atlas`;
const IMAGES = `${HERE}../../static/visits/img`;
const REFERENCE = `${HERE}../../visits/reference/map`;
const MIDDLES = { atlantic: 11, pacific: -160 };
const WIDTH = 1000;
const FINE = 5;
// No smaller island is drawn: it would not be seen, and stops have marks of their own.
const SMALLEST = 2e-6;
const VERSION = JSON.parse(readFileSync(`${ATLAS}/package.json`)).version;

const world = JSON.parse(readFileSync(`${ATLAS}/countries-50m.json`));
const land = feature(world, world.objects.land ?? world.objects.countries);
const borders = mesh(world, world.objects.countries, (a, b) => a !== b);

export function projection(middle) {
  const found = geoEqualEarth().rotate([-middle, 0]).precision(0.2).translate([0, 0]).scale(1);
  const [[left]] = geoPath(found).bounds({ type: "Sphere" });
  return found.scale(WIDTH / 2 / -left).translate([WIDTH / 2, 243.3]);
}

// A path of relative whole fifths: half the size of d3's own, without points that fall together.
function short(object, project) {
  const lines = [];
  geoPath(project, {
    beginPath() {},
    arc() {},
    moveTo: (x, y) => lines.push([[x, y]]),
    lineTo: (x, y) => lines.at(-1).push([x, y]),
    closePath: () => lines.at(-1).push("z"),
  })(object);
  let path = "";
  for (const line of lines) {
    const closed = line.at(-1) === "z" && line.pop();
    const points = line.map(([x, y]) => [Math.round(x * FINE), Math.round(y * FINE)]);
    const kept = points.filter(([x, y], n) => !n || x !== points[n - 1][0] || y !== points[n - 1][1]);
    if (kept.length < (closed ? 3 : 2)) continue;
    let [x, y] = kept[0];
    path += `M${x} ${y}l`;
    for (const [u, v] of kept.slice(1)) {
      path += `${path.endsWith("l") || u < x ? "" : " "}${u - x}${v < y ? "" : " "}${v - y}`;
      [x, y] = [u, v];
    }
    if (closed) path += "z";
  }
  return path;
}

function seen(object) {
  const parts = object.type === "FeatureCollection" ? object.features : [object];
  const polygons = parts.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
  );
  const kept = polygons.filter((coordinates) => geoArea({ type: "Polygon", coordinates }) > SMALLEST);
  return { type: "MultiPolygon", coordinates: kept };
}

for (const [name, middle] of Object.entries(MIDDLES)) {
  const project = projection(middle);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5000 2433">
<!-- Natural Earth (public domain), through world-atlas ${VERSION} (ISC): see world-LICENSE.txt. -->
<symbol id="land" viewBox="0 0 5000 2433" overflow="visible"><path d="${short(seen(land), project)}"/></symbol>
<symbol id="borders" viewBox="0 0 5000 2433" overflow="visible"><path d="${short(borders, project)}"/></symbol>
</svg>
`;
  writeFileSync(`${IMAGES}/world-${name}.svg`, svg);
  const told = [[0, 0], [37.6, 55.8], [-77, 38.9], [178.4, -18.1], [-171.8, -13.8]];
  console.log(name, svg.length, JSON.stringify(told.map((at) => [...at, ...project(at).map((n) => +n.toFixed(2))])));
}

// The middle of the largest part of each country, by ISO's number: where no town is known.
const middles = feature(world, world.objects.countries).features
  .filter(({ id }) => id)
  .map((country) => {
    const parts = country.geometry.type === "Polygon"
      ? [country.geometry.coordinates]
      : country.geometry.coordinates;
    const areas = parts.map((coordinates) => geoArea({ type: "Polygon", coordinates }));
    const coordinates = parts[areas.indexOf(Math.max(...areas))];
    const [east, north] = geoCentroid({ type: "Polygon", coordinates });
    return `${country.id},${north.toFixed(2)},${east.toFixed(2)}`;
  });
writeFileSync(`${REFERENCE}/middles.csv`, ["number,north,east", ...middles.sort()].join("\n") + "\n");
