/**
 * Cuts a Chinese font into glyph packs for the registration form's PDF and preview.
 * Run by hand on a developer's machine, seldom; the packs are committed and the site needs nothing of this.
 *
 *   npm i --no-save fontkit@2 @fontsource/noto-sans-sc@5
 *   npx node src/build/packs.ts [NotoSansCJK-Regular.ttc]      (Debian: apt-get install fonts-noto-cjk)
 *
 * Writes public/fonts/packs/<hash>/{index.json,0.bin,1.bin,…} and src/pdf/pack-set.ts.
 * A pack is a deflated list of plain TrueType glyph records (src/pdf/packs.ts reads it). Outlines are turned
 * from cubic to quadratic, because jsPDF embeds TrueType outlines only.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';

interface Command {
  readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
  readonly args: readonly number[];
}
interface Face {
  readonly characterSet: readonly number[];
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly copyright: string;
  glyphForCodePoint(codePoint: number): {
    readonly advanceWidth: number;
    readonly path: { readonly commands: readonly Command[] };
  };
}
interface Fontkit {
  openSync(path: string): { getFont(name: string): Face };
}

/** Largest distance, in thousandths of an em, between the font's curve and ours: 0.003 mm at 10 pt. */
const tolerance = 0.8;
/** Characters in a pack: common ones, grouped by how they occur together; all others, by code point. */
const hotSize = 16;
const coldSize = 32;
const out = 'public/fonts/packs';

/** Always fetched when the form is opened: what the layout prints, read from where it is written. */
const printed = ['src/domain/registration/layout.ts'];
const ascii = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)).join('');
const punctuation = '　，。、；：？！（）《》〈〉“”‘’—…·－–～「」『』【】〔〕％＋／￥°〇□■○●①②③④⑤⑥⑦⑧⑨⑩';
/** The notice's conditions (part 四), which the sheet quotes. */
const clauses =
  '居民身份证港澳台湾居住来往内地大陆通行护照外国人永久留男女初中及以下高中专含技校职大专本科研究生毕业学士硕博经至今无续页共第汉族' +
  '从事相关领域工作年限满高中及以上学历专科大中在校生职业院取得其他初级中级高级技能证书称等连续研究本科具有环境工程与科学能源碳减排一二三四五六七';
/** Words that nearly every form holds: addresses, study, work, dates, the commonest surnames. */
const usual =
  '北京上海天津重庆河南河北山东山西江苏浙江安徽福建江西湖南湖北广东广西海南四川贵州云南西藏陕西甘肃青海宁夏新疆内蒙古黑龙江吉林辽宁香港澳门台湾' +
  '省市县区镇乡村街道路号栋幢单元室楼层巷弄园小区大厦中心广场开发高新经济产业' +
  '大学学院学校附属第一二三四五六七八九十实验师范理工科技交通农林财经政法医科职业技术专业工程管理电子信息计算机应用机械自动化会计金融国际贸易市场营销' +
  '有限公司责任股份集团分公司总公司企业事业单位局处部门科室主任经理副总监员长助理专员工程师技术员项目主管会计咨询服务' +
  '能源电力环保环境节能低碳资源生态气候核查减排检测认证监测评估规划设计建设投资控股实业' +
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文' +
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂汉族回满壮苗维吾尔彝土家藏蒙古群众党员共青团无党派博士硕士学士毕业';

/** Whether a character of the font belongs in the packs: everything but Hangul, private use and emoji pictures. */
function wanted(codePoint: number): boolean {
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return false;
  if (codePoint >= 0x1100 && codePoint <= 0x11ff) return false;
  if (codePoint >= 0x3130 && codePoint <= 0x318f) return false;
  if (codePoint >= 0x3200 && codePoint <= 0x33ff) return codePoint >= 0x3220 && codePoint <= 0x3243;
  if (codePoint >= 0xa960 && codePoint <= 0xd7ff) return false;
  if (codePoint >= 0xe000 && codePoint <= 0xf8ff) return false;
  if (codePoint >= 0xfe00 && codePoint <= 0xfe0f) return false;
  if (codePoint >= 0xffa0 && codePoint <= 0xffdc) return false;
  return codePoint < 0x1f000 || codePoint >= 0x20000;
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}

/** The contours of a glyph in whole units, quadratic, without points that follow from their neighbours. */
function contours(commands: readonly Command[]): Point[][] {
  const all: Point[][] = [];
  let current: Point[] = [];
  let pen = { x: 0, y: 0 };
  const put = (x: number, y: number, on: boolean): void => {
    current.push({ x: Math.round(x), y: Math.round(y), on });
  };
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    switch (command) {
      case 'moveTo':
        if (current.length > 0) all.push(current);
        current = [];
        put(a, b, true);
        pen = { x: a, y: b };
        break;
      case 'lineTo':
        put(a, b, true);
        pen = { x: a, y: b };
        break;
      case 'quadraticCurveTo':
        put(a, b, false);
        put(c, d, true);
        pen = { x: c, y: d };
        break;
      case 'bezierCurveTo': {
        const p = [pen.x, a, c, e] as const;
        const q = [pen.y, b, d, f] as const;
        const bend = Math.hypot(p[3] - 3 * p[2] + 3 * p[1] - p[0], q[3] - 3 * q[2] + 3 * q[1] - q[0]);
        const pieces = Math.max(1, Math.ceil(Math.cbrt((Math.sqrt(3) / 36) * (bend / tolerance))));
        for (let piece = 0; piece < pieces; piece += 1) {
          const [x1, x2, x3] = quadratic(p, piece / pieces, (piece + 1) / pieces);
          const [y1, y2, y3] = quadratic(q, piece / pieces, (piece + 1) / pieces);
          if (piece === 0 && (x1 !== p[0] || y1 !== q[0])) throw new Error('a curve begins off its start');
          put(x2, y2, false);
          put(x3, y3, true);
        }
        pen = { x: e, y: f };
        break;
      }
      case 'closePath':
        if (current.length > 0) all.push(current);
        current = [];
        break;
    }
  }
  if (current.length > 0) all.push(current);
  return all.map(tidy).filter((contour) => contour.length > 2);
}

/** One coordinate of the quadratic that stands for a cubic between two of its parameters: start, control, end. */
function quadratic(
  p: readonly [number, number, number, number],
  from: number,
  to: number,
): [number, number, number] {
  const at = (t: number): number =>
    p[0] * (1 - t) ** 3 + 3 * p[1] * t * (1 - t) ** 2 + 3 * p[2] * t ** 2 * (1 - t) + p[3] * t ** 3;
  const slope = (t: number): number =>
    3 * ((p[1] - p[0]) * (1 - t) ** 2 + 2 * (p[2] - p[1]) * t * (1 - t) + (p[3] - p[2]) * t ** 2);
  const [start, end, span] = [at(from), at(to), to - from];
  const [one, two] = [start + (slope(from) * span) / 3, end - (slope(to) * span) / 3];
  return [start, (3 * (one + two) - start - end) / 4, end];
}

/** Drops points doubled by rounding, the closing point, and on-curve points halfway between two controls. */
function tidy(contour: readonly Point[]): Point[] {
  let points = contour.filter((point, index) => {
    const before = contour[(index + contour.length - 1) % contour.length];
    return !(before && point.on && before.on && point.x === before.x && point.y === before.y);
  });
  points = points.filter((point, index) => {
    const before = points[(index + points.length - 1) % points.length];
    const after = points[(index + 1) % points.length];
    if (!before || !after || !point.on || index === 0) return true;
    if (before.on || after.on) return true;
    return Math.hypot((before.x + after.x) / 2 - point.x, (before.y + after.y) / 2 - point.y) > 0.71;
  });
  // PostScript outlines run the other way round than TrueType ones.
  return points.reverse();
}

/** A simple glyph of the TrueType table glyf; empty for a glyph without ink. */
function record(outline: readonly (readonly Point[])[]): Uint8Array {
  const points = outline.flat();
  if (points.length === 0) return new Uint8Array();
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const bytes: number[] = [];
  const word = (value: number): void => {
    bytes.push((value >> 8) & 255, value & 255);
  };
  [outline.length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].forEach(word);
  let end = -1;
  for (const contour of outline) word((end += contour.length));
  word(0);
  const flags: number[] = [];
  const [xBytes, yBytes]: [number[], number[]] = [[], []];
  let last = { x: 0, y: 0 };
  const delta = (value: number, short: number, same: number, to: number[]): number => {
    if (value === 0) return same;
    if (Math.abs(value) < 256) {
      to.push(Math.abs(value));
      return value > 0 ? short | same : short;
    }
    to.push((value >> 8) & 255, value & 255);
    return 0;
  };
  for (const point of points) {
    flags.push(
      (point.on ? 1 : 0) | delta(point.x - last.x, 2, 16, xBytes) | delta(point.y - last.y, 4, 32, yBytes),
    );
    last = point;
  }
  for (let index = 0; index < flags.length;) {
    const flag = flags[index] ?? 0;
    let repeat = 0;
    while (repeat < 255 && flags[index + 1 + repeat] === flag) repeat += 1;
    if (repeat > 1) bytes.push(flag | 8, repeat);
    else bytes.push(...Array.from({ length: repeat + 1 }, () => flag));
    index += repeat + 1;
  }
  return Uint8Array.from([...bytes, ...xBytes, ...yBytes]);
}

/** A number of seven bits a byte, the high bit meaning that more follow. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
}

function pack(face: Face, characters: readonly number[]): Buffer {
  const sorted = characters.toSorted((a, b) => a - b);
  const records = sorted.map((codePoint) =>
    record(contours(face.glyphForCodePoint(codePoint).path.commands)),
  );
  const head = varint(sorted.length);
  sorted.forEach((codePoint, index) => {
    head.push(...varint(codePoint - (sorted[index - 1] ?? 0)));
    head.push(...varint(Math.round(face.glyphForCodePoint(codePoint).advanceWidth)));
    head.push(...varint(records[index]?.length ?? 0));
  });
  return deflateRawSync(Buffer.concat([Uint8Array.from(head), ...records]), { level: 9 });
}

/** Groups of the commonest characters by how they occur together: the slices Google cuts this font into. */
function slices(): number[][] {
  const file = createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/unicode.json');
  const table: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof table !== 'object' || table === null) throw new Error(`${file}: not a table`);
  return Object.values(table)
    .reverse()
    .map((ranges) =>
      String(ranges)
        .split(',')
        .flatMap((range) => {
          const [from = '', to = from] = range.replace(/^U\+/i, '').split('-');
          const first = parseInt(from, 16);
          return Array.from({ length: parseInt(to, 16) - first + 1 }, (_, index) => first + index);
        }),
    );
}

const name: string = 'fontkit';
const loaded: { default?: Fontkit } & Fontkit = (await import(name)) as Fontkit;
const file = process.argv[2] ?? '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';
const face = loaded.openSync(file).getFont('NotoSansCJKsc-Regular');

const left = new Set(face.characterSet.filter(wanted));
const [common = '', second = '', third = ''] = readFileSync(
  'src/build/standard-characters.txt',
  'utf8',
).split('\n');
for (const character of common + second + third)
  if (!left.has(character.codePointAt(0) ?? 0)) throw new Error(`the font lacks ${character}`);

const take = (characters: Iterable<number>): number[] => {
  const taken: number[] = [];
  for (const codePoint of characters) if (left.delete(codePoint)) taken.push(codePoint);
  return taken;
};
const points = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);
const quoted = (path: string): string =>
  [...readFileSync(path, 'utf8').matchAll(/'([^'\n]*)'|`([^`]*)`/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .join('');

const hot: number[][] = [
  take(points(ascii + punctuation + clauses + printed.map(quoted).join(''))),
  take(points(usual)),
];
const level1 = new Set(points(common));
const grouped = take([
  ...slices()
    .flat()
    .filter((codePoint) => level1.has(codePoint)),
  ...level1,
]);
for (let index = 0; index < grouped.length; index += hotSize) hot.push(grouped.slice(index, index + hotSize));
const rest = [...left].sort((a, b) => a - b);
const cold: number[][] = [];
for (let index = 0; index < rest.length; index += coldSize) cold.push(rest.slice(index, index + coldSize));

const files = [...hot, ...cold].map((characters) => pack(face, characters));
/** Hot packs by their characters; cold ones by their first, as differences: a character lies in the last that begins before it. */
const index = {
  copyright: face.copyright,
  unitsPerEm: face.unitsPerEm,
  ascent: face.ascent,
  descent: face.descent,
  hot: hot.map((characters) => String.fromCodePoint(...characters)),
  cold: cold.map(([first = 0], at) => (first - (cold[at - 1]?.[0] ?? 0)).toString(36)).join(' '),
};
const text = JSON.stringify(index);
const hash = createHash('sha256').update(text);
for (const one of files) hash.update(one);
const set = hash.digest('hex').slice(0, 12);

mkdirSync(out, { recursive: true });
for (const old of readdirSync(out, { withFileTypes: true }))
  if (old.isDirectory()) rmSync(`${out}/${old.name}`, { recursive: true });
mkdirSync(`${out}/${set}`);
writeFileSync(`${out}/${set}/index.json`, text);
files.forEach((bytes, at) => {
  writeFileSync(`${out}/${set}/${String(at)}.bin`, bytes);
});
writeFileSync(
  'src/pdf/pack-set.ts',
  `/** Written by src/build/packs.ts: the folder of public/fonts/packs that holds the glyph packs, named by their content. */\nexport const packSet = '${set}';\n`,
);
const total = files.reduce((sum, bytes) => sum + bytes.length, 0);
console.log(
  `${String(hot.flat().length + rest.length)} characters, ${String(files.length)} packs, ${String(total)} bytes, index ${String(text.length)}, ` +
    `first two packs ${String(files[0]?.length)} + ${String(files[1]?.length)} bytes (${String(hot[0]?.length)} + ${String(hot[1]?.length)} characters)`,
);
