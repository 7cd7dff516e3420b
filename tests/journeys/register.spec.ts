/** The registration form: filled in by keyboard, made into a PDF, read back; and nothing of it leaves the page. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openFont } from '../../src/pdf/font.ts';
import { packSet } from '../../src/pdf/pack-set.ts';
import { pathOf } from '../../src/pdf/outline.ts';

/**
 * Bytes of script (gzip -9) and of glyphs that a form may fetch before the click, this one with eight rare characters.
 * Not to grow: 145,000 of script would be much already. jsPDF is 41,000 of it, cut by src/build/cut-jspdf.ts from 127,000.
 * What an ordinary form takes of glyphs, at most 150 KB, is in tests/house/print.test.ts.
 */
const scriptMost = 112_000;
const glyphsMost = 185_000;

/** Invented; the number is the example of GB 11643-1999. */
const me = {
  name: '张𬭩䶮㛃',
  number: '11010519491231002X',
  school: '华北电力大学标记甲',
  employer: '𠮷林标记乙碳排放权交易中心有限公司',
  mobile: '13812345678',
  email: 'marked.value@example.com',
  address: '北京市海淀区标记丙路 23 号',
};

const fontOfPacks = openFont((name) =>
  Promise.resolve(new Uint8Array(readFileSync(path.join('public/fonts/packs', packSet, name)))),
);

async function openForm(page: Page): Promise<void> {
  await page.goto('./register/');
  await expect(page.getByRole('img', { name: /预览/ })).toBeVisible({ timeout: 20_000 });
}

/** Types into the field that has the focus and goes on to the next. */
async function next(page: Page, text: string): Promise<void> {
  if (text !== '') await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}
async function choose(page: Page, downs: number): Promise<void> {
  for (let down = 0; down < downs; down += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
}

/** The whole form, by keyboard alone, without the photo. */
async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('姓名').focus();
  await next(page, me.name);
  await choose(page, 1);
  await next(page, me.number.toLowerCase());
  // Sex and birth have been filled in from the number: over them to 民族.
  await expect(page.getByLabel('出生日期')).toHaveValue('1949-12-31');
  await expect(page.getByRole('radio', { name: '女' })).toBeChecked();
  const ethnicity = page.getByLabel('民族');
  for (let tabs = 0; tabs < 4 && !(await ethnicity.evaluate((field) => field.matches(':focus'))); tabs += 1)
    await page.keyboard.press('Tab');
  await next(page, '汉族');
  await next(page, '群众');
  await choose(page, 5);
  await next(page, me.school);
  await next(page, '能源与动力工程');
  await next(page, '197207');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: '学习经历' }).getByLabel('开始')).toBeFocused();
  await next(page, '196809');
  await next(page, '1972.7');
  await next(page, me.school);
  await next(page, '能源与动力工程');
  await next(page, '本科，学士');
  await next(page, '');
  await next(page, me.employer);
  await next(page, '碳资产管理部经理');
  await next(page, '');
  await next(page, '3 年 6 个月');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: '工作经历' }).getByLabel('开始')).toBeFocused();
  await next(page, '201007');
  await next(page, '至今');
  await next(page, me.employer);
  await next(page, '经理');
  await next(page, '配额履约、CCER 项目开发');
  await next(page, '');
  await next(page, '');
  await next(page, me.mobile.replace(/^(\d{3})(\d{4})/, '$1 $2 '));
  await next(page, me.email);
  await next(page, me.address);
  await next(page, '100036');
  await choose(page, 2);
  await choose(page, 1);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^中级 \(3\)/ })).toBeChecked();
}

/** A photo of the given size with an EXIF-like mark in a PNG text chunk and in its name. */
async function photo(
  page: Page,
  width = 1200,
  height = 1600,
  wall = 'rgb(67,142,219)',
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const png = await page.evaluate(
    ([wide, high, colour]) => {
      const canvas = document.createElement('canvas');
      canvas.width = wide;
      canvas.height = high;
      const ink = canvas.getContext('2d');
      if (!ink) return '';
      ink.fillStyle = colour;
      ink.fillRect(0, 0, wide, high);
      ink.fillStyle = '#edc7a5';
      ink.fillRect(wide / 3, high / 4, wide / 3, high / 3);
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    },
    [width, height, wall] as const,
  );
  return { name: '标记丁.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') };
}

async function makePdf(page: Page): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: '生成报名表 PDF', exact: true }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe(`碳资产管理师报名审核表-${me.name}.pdf`);
  return readFileSync(await download.path());
}

interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
}
interface Proof {
  readonly size: readonly number[];
  readonly pages: number;
  readonly lines: readonly Line[];
}

/** A page of its own, with pdf.js and nothing of the site. */
async function openReader(page: Page): Promise<Page> {
  const reader = await page.context().newPage();
  await reader.route('http://reader.test/**', async (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === '')
      await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>reader</title>' });
    else
      await route.fulfill({
        contentType: 'text/javascript',
        body: readFileSync(path.join('node_modules/pdfjs-dist/build', file), 'utf8'),
      });
  });
  await reader.goto('http://reader.test/');
  return reader;
}

/** Opens a PDF in the reader, draws its first page there, and gives its lines of type. */
async function readPdf(reader: Page, file: Buffer, scale: number): Promise<Proof> {
  return reader.evaluate(
    async ({ data, zoom }) => {
      const address = 'http://reader.test/pdf.mjs';
      const library: unknown = await import(address);
      // The reader is checked by what it gives, not by its types.
      const { getDocument, GlobalWorkerOptions } = library as typeof import('pdfjs-dist'); // eslint-disable-line @typescript-eslint/consistent-type-imports
      GlobalWorkerOptions.workerSrc = 'http://reader.test/pdf.worker.mjs';
      const pdf = await getDocument({ data: Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0)) })
        .promise;
      const first = await pdf.getPage(1);
      const viewport = first.getViewport({ scale: zoom });
      const canvas = document.createElement('canvas');
      canvas.id = 'proof';
      canvas.width = viewport.width;
      canvas.height = viewport.height;
      document.body.replaceChildren(canvas);
      await first.render({ canvas, viewport, background: '#fff' }).promise;
      const { items } = await first.getTextContent({ disableNormalization: true });
      return {
        size: first.view,
        pages: pdf.numPages,
        lines: items.flatMap((item) => {
          if (!('str' in item) || item.str.trim() === '') return [];
          const [size = 0, , , , x = 0, y = 0] = item.transform as number[];
          return [{ text: item.str, x, y, size, width: item.width }];
        }),
      };
    },
    { data: file.toString('base64'), zoom: scale },
  );
}

/**
 * Compares each character of a drawn page with the outline it should have.
 * @returns characters that left no ink, or ink of another shape
 */
async function wrongInk(reader: Page, { lines, size }: Proof, scale: number): Promise<readonly string[]> {
  await fontOfPacks.load(lines.map(({ text }) => text).join(''));
  const glyphs = lines.flatMap((line) => {
    let x = line.x;
    return Array.from(line.text, (character) => {
      const advance = fontOfPacks.measure(character) * line.size;
      const glyph = {
        character,
        path: pathOf(character, fontOfPacks),
        x,
        y: (size[3] ?? 0) - line.y,
        em: line.size,
        advance,
      };
      x += advance;
      return glyph;
    });
  });
  return reader.evaluate(
    ({ all, zoom }) => {
      const drawn = document.querySelector<HTMLCanvasElement>('#proof')?.getContext('2d');
      const canvas = document.createElement('canvas');
      const wanted = canvas.getContext('2d', { willReadFrequently: true });
      if (!drawn || !wanted) return ['no canvas'];
      canvas.width = canvas.height = Math.ceil(40 * zoom);
      const wrong: string[] = [];
      for (const { character, path: outline, x, y, em, advance } of all) {
        if (outline === '') continue;
        const [left, top] = [Math.floor(x * zoom), Math.floor((y - em) * zoom)];
        const [width, height] = [Math.ceil(advance * zoom) + 1, Math.ceil(1.3 * em * zoom)];
        wanted.setTransform(1, 0, 0, 1, 0, 0);
        wanted.fillStyle = '#fff';
        wanted.fillRect(0, 0, canvas.width, canvas.height);
        wanted.setTransform((em * zoom) / 1000, 0, 0, (em * zoom) / 1000, x * zoom - left, y * zoom - top);
        wanted.fillStyle = '#000';
        wanted.fill(new Path2D(outline));
        const [is, should] = [drawn, wanted].map((ink, index) =>
          index === 0
            ? ink.getImageData(left, top, width, height).data
            : ink.getImageData(0, 0, width, height).data,
        );
        if (!is || !should) continue;
        let [both, one, covered] = [0, 0, 0];
        for (let at = 0; at < should.length; at += 4) {
          const [a, b] = [255 - (is[at] ?? 255), 255 - (should[at] ?? 255)];
          both += Math.min(a, b);
          one += b;
          covered += b > 0 ? a : 0;
        }
        // Most of the ink it should have is there, and there is not much more where it stands.
        if (both / one < 0.65 || covered === 0) wrong.push(`${character} ${(both / one).toFixed(2)}`);
      }
      return wrong;
    },
    { all: glyphs, zoom: scale },
  );
}

test.describe('the registration form', () => {
  test('is filled in by keyboard, photo and all, and becomes one A4 page whose every character is there and inked', async ({
    page,
  }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await openForm(page);
    await fillIn(page);
    await page.getByLabel('选择照片').setInputFiles(await photo(page));
    await expect(page.getByText('照片已打开')).toBeVisible();
    await expect(page.getByRole('link', { name: '单独下载照片' })).toBeVisible();
    await expect(page.getByLabel('手机号码')).toHaveValue(me.mobile);
    const file = await makePdf(page);
    await expect(page.getByText('报名表已生成')).toBeVisible();

    const reader = await openReader(page);
    const scale = 6;
    const proof = await readPdf(reader, file, scale);
    expect(proof.pages).toBe(1);
    expect(proof.size.map(Math.round)).toEqual([0, 0, 595, 842]);
    const all = proof.lines
      .map(({ text }) => text)
      .join('')
      .replaceAll(/\s/g, '');
    for (const value of [
      ...Object.values(me),
      '女',
      '1949年12月31日',
      '居民身份证',
      '本科',
      '能源与动力工程',
      '1972年7月',
      '3年6个月',
      '100036',
      '中级碳资产管理师',
      '连续从事相关领域工作满1年',
      '1968.09—1972.07',
      '2010.07—至今',
      '配额履约、CCER项目开发',
    ])
      expect(all).toContain(value.replaceAll(/\s/g, ''));
    expect(await wrongInk(reader, proof, scale)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('the proof itself notices a character without ink and a character of another shape', async ({
    page,
  }) => {
    await openForm(page);
    await fillIn(page);
    await page.getByLabel('打印后粘贴照片').check();
    const file = await makePdf(page);
    const reader = await openReader(page);
    const proof = await readPdf(reader, file, 6);
    const lines = proof.lines.map((line) =>
      line.text.includes(me.name) ? { ...line, text: line.text.replace('㛃', '碳') } : line,
    );
    expect(await wrongInk(reader, { ...proof, lines }, 6)).toEqual([expect.stringContaining('碳')]);
    await reader.evaluate(() => {
      const ink = document.querySelector<HTMLCanvasElement>('#proof')?.getContext('2d');
      ink?.clearRect(0, 0, 5000, 5000);
      if (ink) ink.fillStyle = '#fff';
      ink?.fillRect(0, 0, 5000, 5000);
    });
    expect((await wrongInk(reader, proof, 6)).length).toBeGreaterThan(200);
  });

  test('weighs no more than it may, asks for nothing more after the click, and so works without a network', async ({
    page,
    context,
  }) => {
    const asked: string[] = [];
    context.on('request', (request) => {
      if (!/^(blob|data):/.test(request.url())) asked.push(request.url());
    });
    await openForm(page);
    await fillIn(page);
    await page.getByLabel('选择照片').setInputFiles(await photo(page));
    await expect(page.getByRole('link', { name: '单独下载照片' })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(600);
    const before = [...new Set(asked)].map((url) => new URL(url).pathname);
    const weigh = (ending: RegExp, packed: boolean): number =>
      before
        .filter((name) => ending.test(name))
        .map((name) => readFileSync(path.join('dist', name)))
        .reduce((sum, file) => sum + (packed ? gzipSync(file, { level: 9 }).length : file.length), 0);
    const script = weigh(/\.m?js$/, true);
    const glyphs = weigh(/\/packs\/.*\.bin$/, false) + weigh(/\/packs\/.*index\.json$/, true);
    console.log(`script ${String(script)} bytes gzip, glyphs ${String(glyphs)} bytes`);
    expect(before.filter((name) => /pdf(js|\.worker)/.test(name))).toEqual([]);
    expect(script).toBeGreaterThan(80_000);
    expect(script).toBeLessThanOrEqual(scriptMost);
    expect(glyphs).toBeGreaterThan(50_000);
    expect(glyphs).toBeLessThanOrEqual(glyphsMost);
    const count = asked.length;
    await context.setOffline(true);
    expect((await makePdf(page)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(asked.slice(count)).toEqual([]);
  });

  test('says in place and in one summary what is wrong, and leads to it', async ({ page }) => {
    await openForm(page);
    await page.getByLabel('手机号码').fill('123');
    await page.getByLabel('电子邮箱').focus();
    await expect(page.getByText('手机号码应为 11 位')).toBeVisible();
    await expect(page.getByLabel('手机号码')).toHaveAttribute('aria-invalid', 'true');
    // What is merely empty is not complained about before it is time.
    await expect(page.getByText('请填写姓名。')).toHaveCount(0);

    await page.getByRole('button', { name: '生成报名表 PDF', exact: true }).click();
    const summary = page.getByRole('alert').filter({ hasText: '处要改' });
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link')).toHaveCount(22);
    // With every error in sight, a row open and a level chosen the form is still accessible.
    await page.getByRole('button', { name: '添加一段工作经历' }).click();
    await page.getByLabel('报考级别').selectOption('senior');
    expect(
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    ).toEqual([]);
    await summary.getByRole('link', { name: '请填写姓名。' }).click();
    await expect(page.getByLabel('姓名')).toBeFocused();
    expect(new URL(page.url()).hash).toBe('');
    await page.keyboard.type('丁');
    await expect(summary.getByRole('link', { name: '请填写姓名。' })).toHaveCount(0);
  });

  test('mends what was pasted and says so', async ({ page }) => {
    await openForm(page);
    await page.getByLabel('证件类型').selectOption('resident');
    await page.getByLabel('证件号码').fill(' １１０１０５ １９４９１２３１００２ｘ ');
    await page.getByLabel('证件号码').blur();
    await expect(page.getByLabel('证件号码')).toHaveValue(me.number);
    await expect(
      page.getByText('已把全角字符改成了半角，去掉了空格，把末位的 x 改成了大写 X。'),
    ).toBeVisible();
    await page.getByLabel('姓名').fill('张 \ue863');
    await page.getByLabel('姓名').blur();
    await expect(page.getByLabel('姓名')).toHaveValue('张䶮');
  });

  test('takes a removed row and a cleared form back', async ({ page }) => {
    await openForm(page);
    await page.getByRole('button', { name: '添加一段学习经历' }).click();
    await page.getByRole('group', { name: '学习经历' }).getByLabel('学校').fill('某大学');
    await page.getByRole('button', { name: /删除\s*学习经历第 1 段/ }).click();
    await expect(page.getByLabel('学校', { exact: true })).toHaveCount(0);
    await page.getByRole('button', { name: '撤销' }).click();
    await expect(page.getByRole('group', { name: '学习经历' }).getByLabel('学校')).toHaveValue('某大学');
    await expect(page.getByRole('group', { name: '学习经历' }).getByLabel('开始年月')).toBeFocused();

    await page.getByLabel('姓名').fill('丁');
    await page.getByLabel('选择照片').setInputFiles(await photo(page));
    await expect(page.getByRole('link', { name: '单独下载照片' })).toBeVisible();
    // A photo to be pasted after printing leaves the sheet, and the cut one is not lost.
    const printed = page.getByRole('img', { name: /预览/ }).locator('image');
    const paste = page.getByLabel('打印后粘贴照片');
    await expect(printed).toHaveCount(1);
    await paste.check();
    await expect(printed).toHaveCount(0);
    await expect(page.getByText('裁好的照片还留着')).toBeVisible();
    await expect(page.getByRole('button', { name: /裁切框/ })).toBeVisible();
    await page.waitForTimeout(400);
    await expect(paste).toBeChecked();
    await paste.uncheck();
    await expect(printed).toHaveCount(1);
    await page.getByRole('button', { name: '清空' }).click();
    await expect(page.getByLabel('姓名')).toHaveValue('');
    await expect(page.getByRole('link', { name: '单独下载照片' })).toHaveCount(0);
    await page.getByRole('button', { name: '撤销' }).click();
    await expect(page.getByLabel('姓名')).toHaveValue('丁');
    await expect(page.getByRole('button', { name: '清空' })).toBeFocused();
    await expect(page.getByRole('img', { name: '已裁好的照片' })).toBeVisible();
  });

  test('cuts the photo to 413 × 579 with keys, pointer and zoom', async ({ page }) => {
    await openForm(page);
    await page.getByLabel('选择照片').setInputFiles(await photo(page, 3000, 2000));
    const link = page.getByRole('link', { name: '单独下载照片' });
    let address = '';
    /** The photo as kept after the last move: its address changes once the hand has rested. */
    const download = async (): Promise<Buffer> => {
      if (address === '') await expect(link).toBeVisible();
      else await expect(link).not.toHaveAttribute('href', address);
      await page.waitForTimeout(400);
      address = (await link.getAttribute('href')) ?? '';
      const waiting = page.waitForEvent('download');
      await link.click();
      return readFileSync(await (await waiting).path());
    };
    const first = await download();
    expect(first.subarray(6, 10).toString('latin1')).toBe('JFIF');
    expect([...first.subarray(13, 18)]).toEqual([1, 1, 44, 1, 44]);
    // The frame header (SOF0) tells the size.
    const frame = first.indexOf(Buffer.from([0xff, 0xc0]));
    expect([first.readUInt16BE(frame + 5), first.readUInt16BE(frame + 7)]).toEqual([579, 413]);
    expect(first.includes('Exif')).toBe(false);

    const crop = page.getByRole('button', { name: /裁切框/ });
    await crop.focus();
    for (let press = 0; press < 10; press += 1) await page.keyboard.press('ArrowRight');
    const moved = await download();
    expect(moved.equals(first)).toBe(false);
    const box = await crop.boundingBox();
    if (!box) throw new Error('no crop frame');
    await page.mouse.move(box.x + 80, box.y + 80);
    await page.mouse.down();
    await page.mouse.move(box.x + 40, box.y + 80, { steps: 4 });
    await page.mouse.up();
    expect((await download()).equals(moved)).toBe(false);
    await page.getByRole('slider', { name: '缩放' }).fill('2');
    expect((await download()).equals(moved)).toBe(false);
  });

  test('refuses what is no photo, and keeps the one it had', async ({ page }) => {
    await openForm(page);
    const pick = page.getByLabel(/选择照片|换一张照片/);
    await pick.setInputFiles(await photo(page));
    await expect(page.getByRole('link', { name: '单独下载照片' })).toBeVisible();
    const bomb = Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      Buffer.from([0, 0, 0, 13]),
      Buffer.from('IHDR'),
      Buffer.from([0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20, 8, 6, 0, 0, 0]),
    ]);
    for (const [buffer, words] of [
      [Buffer.from('<svg onload="window.__pwn=1"></svg>'), '不是 JPEG、PNG 或 WebP'],
      [bomb, '20000×20000'],
      [Buffer.alloc(15 * 1024 * 1024 + 1), '超过 15 MB'],
      [Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(20)]), 'HEIC'],
    ] as const) {
      await pick.setInputFiles({ name: '<img src=x onerror=alert(1)>.jpg', mimeType: 'image/jpeg', buffer });
      await expect(page.getByRole('alert').getByText(words)).toBeVisible();
      await expect(page.getByRole('link', { name: '单独下载照片' })).toBeVisible();
    }
  });

  test('comments on a background that is not blue, and takes the photo all the same', async ({ page }) => {
    await openForm(page);
    await page.getByLabel('选择照片').setInputFiles(await photo(page));
    await expect(page.getByText('背景是蓝色（约 RGB 67, 142, 219），深浅均匀。')).toBeVisible();
    await page.getByLabel('换一张照片').setInputFiles(await photo(page, 1200, 1600, '#fff'));
    await expect(page.getByText('背景看起来是白色或很浅')).toBeVisible();
    await expect(page.getByRole('link', { name: '单独下载照片' })).toBeVisible();
    await expect(page.getByText('没有采用')).toHaveCount(0);
  });

  test('warns before the download of a character that neither the site nor the system can draw', async ({
    page,
  }) => {
    await openForm(page);
    await fillIn(page);
    await page.getByLabel('打印后粘贴照片').check();
    await page.getByLabel('姓名').fill('张\u{3ffff}\u{323b0}');
    await page.getByRole('button', { name: '生成报名表 PDF', exact: true }).click();
    await expect(page.getByText(/姓名里的“.+”（U\+323B0）/)).toBeVisible();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: '核对过了，生成报名表 PDF' }).click();
    await waiting;
  });

  test('asks once before entries are left behind, and not when there are none', async ({ page }) => {
    await openForm(page);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    const away = page.getByRole('main').getByRole('link', { name: '报名材料' });
    await away.click();
    await page.waitForURL(/materials/);
    expect(asked).toEqual([]);
    await openForm(page);
    await page.getByLabel('姓名').pressSequentially('丁');
    await away.click();
    await page.waitForURL(/materials/);
    expect(asked).toEqual(['beforeunload']);
  });
});

test.describe('inside WeChat', () => {
  test.use({
    userAgent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile MicroMessenger/8.0.49',
    viewport: { width: 360, height: 740 },
  });

  test('says how to open the system browser, and gives the page as a picture to keep', async ({ page }) => {
    await page.goto('./register/');
    await expect(page.getByText('在浏览器打开')).toBeVisible();
    await page.getByText('预览报名表').click();
    await expect(page.getByRole('img', { name: /预览/ })).toBeVisible();
    await fillIn(page);
    await page.getByLabel('打印后粘贴照片').check();
    await page.getByRole('button', { name: '生成报名表 PDF', exact: true }).click();
    await page.getByRole('button', { name: '存成图片' }).click();
    const picture = page.getByRole('img', { name: '报名表第 1 页的图片' });
    await expect(picture).toBeVisible();
    expect(
      await picture.evaluate((image) =>
        image instanceof HTMLImageElement ? [image.naturalWidth, image.naturalHeight] : [],
      ),
    ).toEqual([1654, 2339]);
  });
});

test('nothing that is filled in is sent, stored, logged or put into an address', async ({
  page,
  context,
}) => {
  const seen: string[] = [];
  context.on('request', (request) => {
    seen.push(
      `${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`,
    );
  });
  page.on('console', (message) => seen.push(`console ${message.text()}`));
  await openForm(page);
  await fillIn(page);
  await page.getByLabel('选择照片').setInputFiles(await photo(page));
  await expect(page.getByRole('link', { name: '单独下载照片' })).toBeVisible();
  await makePdf(page);
  seen.push(page.url(), JSON.stringify(await context.storageState({ indexedDB: true })));
  seen.push(
    await page.evaluate(async () =>
      JSON.stringify([
        document.cookie,
        document.title,
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        (await indexedDB.databases()).map(({ name }) => name),
        await caches.keys(),
        history.state,
      ]),
    ),
  );
  expect(seen.filter((one) => /^(POST|PUT|PATCH|DELETE)/.test(one))).toEqual([]);
  // Each value as it is, and in the ways values are usually packed; a part of it is enough to be found out.
  const values = [...Object.values(me), '标记甲', '标记乙', '标记丙', '标记丁', '19491231', '12345678'];
  const ways: readonly ((value: string) => string)[] = [
    (value) => value,
    encodeURIComponent,
    (value) => JSON.stringify(value).slice(1, -1),
    (value) =>
      Array.from(
        { length: value.length },
        (_, at) => `\\u${value.charCodeAt(at).toString(16).padStart(4, '0')}`,
      ).join(''),
    (value) => Buffer.from(value).toString('hex'),
    ...[0, 1, 2].map((shift) => (value: string) => {
      const packed = Buffer.from('x'.repeat(shift) + value)
        .toString('base64')
        .replaceAll('=', '');
      return packed.slice(shift === 0 ? 0 : 4, -2);
    }),
  ];
  const all = seen.join('\n').toLowerCase();
  for (const value of values) for (const way of ways) expect(all).not.toContain(way(value).toLowerCase());

  await page.reload();
  await expect(page.getByLabel('姓名')).toHaveValue('');
  await expect(page.getByLabel('证件号码')).toHaveValue('');
});
