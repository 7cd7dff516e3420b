/** Rows in order, months from a calendar, and the packet: card, scans, PDFs, letters; kept under its size. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { jsPDF } from 'jspdf';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

async function openForm(page: Page): Promise<void> {
  await page.goto('./register/');
  await expect(page.getByLabel('姓名')).toBeVisible({ timeout: 20_000 });
}
const study = (page: Page): Locator => page.getByRole('group', { name: '学习经历', exact: true });
const work = (page: Page): Locator => page.getByRole('group', { name: /^工作经历/ });

async function addWork(page: Page, index: number, cells: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: '添加一段工作经历' }).click();
  for (const [label, value] of Object.entries(cells)) {
    const field = work(page).getByRole('listitem').nth(index).getByLabel(label);
    await field.fill(value);
    await field.blur();
  }
}
/** The whole form but for the photo, with two employers. */
async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('姓名').fill('张𬭩䶮');
  await page.getByLabel('证件类型').selectOption('resident');
  await page.getByLabel('证件号码').fill('11010519491231002X');
  await page.getByLabel('证件号码').blur();
  for (const [label, value] of Object.entries({
    民族: '汉族',
    毕业院校: '华北电力大学',
    所学专业: '能源与动力工程',
    毕业时间: '1972-07',
    工作单位: '甲碳资产公司',
    现任职务: '经理',
    从事相关工作年限: '5 年',
    手机号码: '13812345678',
    电子邮箱: 'a@example.com',
    通信地址: '北京市复兴路 23 号',
    邮政编码: '100036',
  }))
    // prettier-ignore
    await page.getByLabel(label).fill(value);
  await page.getByLabel('最高学历').selectOption('bachelor');
  await page.getByRole('button', { name: '添加一段学习经历' }).click();
  for (const [label, value] of Object.entries({
    开始年月: '1968-09',
    结束年月: '1972-07',
    学历或学位: '本科',
  }))
    await study(page).getByLabel(label).fill(value);
  await study(page).getByLabel('学校', { exact: true }).fill('华北电力大学');
  await addWork(page, 0, {
    开始年月: '2000-01',
    结束年月: '2009-12',
    单位: '乙热电厂',
    职务或岗位: '工程师',
  });
  await addWork(page, 1, { 开始年月: '2010-01', 结束年月: '至今', 单位: '甲碳资产公司', 职务或岗位: '经理' });
  await page.getByLabel('报考级别').selectOption('intermediate');
  await page.getByLabel('考试批次').selectOption({ index: 1 });
  await page.getByRole('radio', { name: /^中级 \(3\)/ }).check();
  await page.getByLabel('打印后粘贴照片').check();
}

/** A picture that JPEG cannot make small: noise, of a fixed seed. */
async function noise(page: Page, width: number, height: number): Promise<Buffer> {
  const jpeg = await page.evaluate(
    ([wide, high]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [wide, high];
      const ink = canvas.getContext('2d');
      if (!ink) return '';
      const pixels = ink.createImageData(wide, high);
      let state = 12345;
      for (let at = 0; at < pixels.data.length; at += 1) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        pixels.data[at] = at % 4 === 3 ? 255 : state >>> 24;
      }
      ink.putImageData(pixels, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.92).split(',')[1] ?? '';
    },
    [width, height] as const,
  );
  return Buffer.from(jpeg, 'base64');
}
const image = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

/** Presses the button and, where something is asked first, the second one. */
async function makePacket(page: Page): Promise<Buffer> {
  const waiting = page.waitForEvent('download', { timeout: 50_000 });
  await page.getByRole('button', { name: '生成报名材料 PDF', exact: true }).click();
  const confirm = page.getByRole('button', { name: /^核对过了/ });
  void confirm.waitFor({ timeout: 5_000 }).then(
    () => confirm.click(),
    () => undefined,
  );
  return readFileSync(await (await waiting).path());
}
const squeeze = (text: string): string => text.replaceAll(/\s/g, '');
async function read(file: Buffer) {
  const task = getDocument({ data: new Uint8Array(file), verbosity: 0 });
  const pdf = await task.promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    const { width, height } = page.getViewport({ scale: 1 });
    pages.push({
      size: [Math.round(width), Math.round(height)],
      text: squeeze(items.map((item) => ('str' in item ? item.str : '')).join('')),
    });
  }
  const outline = (await pdf.getOutline()) as readonly { readonly title: string }[] | null;
  await task.destroy();
  return { pages, bookmarks: (outline ?? []).map(({ title }) => title) };
}

test('a month is chosen from a calendar with the keys, or typed', async ({ page }) => {
  await openForm(page);
  await page.getByRole('button', { name: '添加一段工作经历' }).click();
  const from = work(page).getByLabel('开始年月');
  await from.fill('2015-09');
  await from.press('ArrowDown');
  await expect(page.getByRole('button', { name: '2015 年 9 月' })).toBeFocused();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: '2014 年 10 月' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(from).toHaveValue('2014-10');
  await expect(from).toBeFocused();
  await from.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(from).toBeFocused();
  const to = work(page).getByLabel('结束年月');
  await to.press('ArrowDown');
  await page.getByRole('button', { name: '至今' }).click();
  await expect(to).toHaveValue('至今');
  await to.fill('２０２０．３');
  await to.blur();
  await expect(to).toHaveValue('2020-03');
  await expect(page.getByText('各段合计 5 年 6 个月')).toBeVisible();
});

test('rows are moved with buttons, dragged, and put in order; the sheet follows', async ({ page }) => {
  await openForm(page);
  await addWork(page, 0, { 开始年月: '2010-01', 结束年月: '2012-12', 单位: '乙厂', 职务或岗位: '工程师' });
  await addWork(page, 1, { 开始年月: '2005-01', 结束年月: '2010-06', 单位: '甲厂', 职务或岗位: '工人' });
  const employers = (): Promise<string[]> =>
    work(page)
      .getByLabel('单位')
      .evaluateAll((all) => all.map((one) => (one instanceof HTMLInputElement ? one.value : '')));
  await expect(page.getByText('重叠的 6 个月只算一次')).toBeVisible();
  await expect(page.getByText(/与 2005 年 1 月开始的一段时间重叠/)).toBeVisible();
  await expect(page.getByText('没有按由早到晚排')).toBeVisible();
  const up = page.getByRole('button', { name: /^上移\s*工作经历第 2 段$/ });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect.poll(employers).toEqual(['甲厂', '乙厂']);
  await expect(page.getByText('没有按由早到晚排')).toHaveCount(0);
  // The button that was pressed is at its end now: the other one of that row holds the focus.
  await expect(page.getByRole('button', { name: /^下移\s*工作经历第 1 段$/ })).toBeFocused();

  const handle = work(page).locator('.handle').first();
  const from = await handle.boundingBox();
  const last = await work(page).getByRole('listitem').last().boundingBox();
  if (!from || !last) throw new Error('no rows');
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, last.y + last.height - 20, { steps: 6 });
  await page.mouse.up();
  await expect.poll(employers).toEqual(['乙厂', '甲厂']);
  await page.getByRole('button', { name: /^按时间排列\s*工作经历$/ }).click();
  await expect.poll(employers).toEqual(['甲厂', '乙厂']);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect.poll(employers).toEqual(['乙厂', '甲厂']);
});

test('card, scans, a PDF and a letter go behind the form, in the order chosen, under the size chosen', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openForm(page);
  await fillIn(page);
  for (const side of ['人像面', '国徽面']) {
    await page.getByLabel(`选择身份证${side}`).setInputFiles(image('标记.jpg', await noise(page, 1100, 800)));
    await expect(page.getByLabel(`换身份证${side}`)).toBeAttached();
  }
  await expect(page.getByLabel(/^加水印/)).toBeChecked();

  const scan = new jsPDF({ unit: 'mm', format: [150, 100], orientation: 'landscape' });
  scan.text('DIPLOMA', 20, 20);
  scan.addPage([100, 150], 'portrait');
  const pdf = { name: 'd.pdf', mimeType: 'application/pdf', buffer: Buffer.from(scan.output('arraybuffer')) };
  // Read beside the page, in a worker that the page's policy binds; it ends with the file.
  const began = page.waitForEvent('worker');
  await page.getByLabel('放进学历证').setInputFiles(pdf);
  expect((await began).url()).toMatch(/^blob:/);
  await expect(page.getByText('已放进 1 份学历证')).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => page.workers().length).toBe(0);
  const pictures = [];
  for (let index = 0; index < 2; index += 1)
    pictures.push(image(`n${String(index)}.jpg`, await noise(page, 1700, 1200)));
  await page.getByLabel('放进其他证明材料').setInputFiles(pictures);
  await expect(page.getByText('已放进 2 份其他证明材料')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /^生成工作证明\s*：乙热电厂$/ }).click();
  await page.getByLabel(/^单位联系人/).fill('李四');
  const order = page.locator('.enclosures .entries > li');
  await expect(order).toHaveCount(5);
  // The letter goes up before the two pictures, by keys.
  const up = page.getByRole('button', { name: /^上移\s*工作证明：乙热电厂$/ });
  await up.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(order.nth(2)).toContainText('工作证明：乙热电厂');
  await expect(up).toBeFocused();
  await order.nth(3).getByLabel('名称').fill('获奖证书');
  expect(
    (await new AxeBuilder({ page }).include('.enclosures').analyze()).violations.map(({ id, nodes }) => [
      id,
      nodes[0]?.html,
    ]),
  ).toEqual([]);

  await page.getByLabel('整个 PDF 不超过').selectOption('2');
  await expect(page.getByText('生成时会把图片缩小到 2 MB 以内')).toBeVisible();
  const small = await makePacket(page);
  expect(small.length).toBeLessThanOrEqual(2_000_000);
  expect(small.length).toBeGreaterThan(500_000);
  const { pages, bookmarks } = await read(small);
  expect(bookmarks).toEqual([
    '碳资产管理师报名审核表',
    '身份证正反面',
    '学历证',
    '工作证明：乙热电厂',
    '获奖证书',
    '其他证明材料',
  ]);
  expect(pages.map(({ size: [width = 0, height = 0] }) => (width > height ? 'lying' : 'upright'))).toEqual([
    'upright',
    'upright',
    'lying',
    'upright',
    'upright',
    'lying',
    'lying',
  ]);
  expect(pages[4]?.text).toContain('兹证明张𬭩䶮（居民身份证，号码11010519491231002X）曾在我单位工作');
  expect(pages[4]?.text).toContain('合计10年。');
  expect(pages[4]?.text).toContain('联系人：李四');
  expect(small.includes('Exif')).toBe(false);

  await page.getByLabel('整个 PDF 不超过').selectOption('10');
  const large = await makePacket(page);
  expect(large.length).toBeLessThanOrEqual(10_000_000);
  expect(large.length).toBeGreaterThan(small.length);
  await expect(page.getByText(/^7 页/)).toBeVisible();

  await page.getByRole('button', { name: /^拿掉\s*获奖证书/ }).click();
  await expect(order).toHaveCount(4);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(order).toHaveCount(5);
  await expect(order.nth(3)).toContainText('获奖证书');
});

test('files that are not what they say, are damaged or locked are refused in a sentence, and nothing is lost', async ({
  page,
}) => {
  await openForm(page);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const pick = page.getByLabel('放进学历证');
  const locked = new jsPDF({
    encryption: { userPassword: 'x', ownerPassword: 'y', userPermissions: ['print'] },
  });
  locked.text('x', 20, 20);
  const long = new jsPDF();
  for (let number = 1; number < 31; number += 1) long.addPage();
  const header = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0N \0\0N \x08\x06\0\0\0', 'latin1');
  for (const [buffer, words] of [
    [Buffer.from('<svg onload="window.__pwn=1"></svg>'), '不是 JPEG、PNG、WebP 图片或 PDF'],
    [Buffer.from('PK\x03\x04 a document of an office program'), 'Word'],
    [header, '20000×20000'],
    [Buffer.from('%PDF-1.7\nthis is no PDF at all'), '这个 PDF'],
    [Buffer.from(locked.output('arraybuffer')), '有密码'],
    [Buffer.from(long.output('arraybuffer')), '31 页'],
    [Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(20)]), 'HEIC'],
    [
      Buffer.concat([Buffer.from('\xff\xd8\xff\xc0\0\x11\x08\0\x10\0\x10', 'latin1'), Buffer.alloc(40)]),
      '已损坏',
    ],
  ] as const) {
    await pick.setInputFiles({
      name: '<img src=x onerror=alert(1)>.pdf',
      mimeType: 'application/pdf',
      buffer,
    });
    await expect(page.getByRole('alert').getByText(words)).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('.enclosures .entries > li')).toHaveCount(0);
  }
  expect(await page.evaluate(() => Reflect.get(window, '__pwn') as unknown)).toBeUndefined();
  expect(errors).toEqual([]);
});

test('the watermark is in the pixels of the card, all across it, and only where it was asked for', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openForm(page);
  await fillIn(page);
  const plain = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1100, 694];
    const ink = canvas.getContext('2d');
    if (!ink) return '';
    ink.fillStyle = '#fff';
    ink.fillRect(0, 0, 1100, 694);
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1] ?? '';
  });
  for (const side of ['人像面', '国徽面']) {
    await page.getByLabel(`选择身份证${side}`).setInputFiles(image('c.jpg', Buffer.from(plain, 'base64')));
    await expect(page.getByLabel(`换身份证${side}`)).toBeAttached();
  }
  /** For each picture of the packet: its size, and the share of pixels that are not white in each of nine fields. */
  const fields = async (): Promise<readonly (readonly number[])[]> => {
    const file = (await makePacket(page)).toString('latin1');
    const jpegs = [...file.matchAll(/\/Filter \/DCTDecode[^]*?stream\n([^]*?)\nendstream/g)].map(
      ([, data = '']) => Buffer.from(data, 'latin1').toString('base64'),
    );
    return page.evaluate(
      (all) =>
        Promise.all(
          all.map(async (one) => {
            const bytes = Uint8Array.from(atob(one), (byte) => byte.charCodeAt(0));
            const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
            const ink = canvas.getContext('2d');
            if (!ink) return [];
            ink.drawImage(bitmap, 0, 0);
            const [wide, high] = [Math.floor(bitmap.width / 3), Math.floor(bitmap.height / 3)];
            return Array.from({ length: 9 }, (_, index) => {
              const { data } = ink.getImageData((index % 3) * wide, Math.floor(index / 3) * high, wide, high);
              let marked = 0;
              for (let at = 0; at < data.length; at += 4) marked += (data[at] ?? 255) < 235 ? 1 : 0;
              return marked / (wide * high);
            });
          }),
        ),
      jpegs,
    );
  };
  const marked = await fields();
  expect(marked).toHaveLength(2);
  for (const side of marked) for (const share of side) expect(share).toBeGreaterThan(0.005);
  await page.getByLabel(/^加水印/).uncheck();
  const bare = await fields();
  expect(bare).toHaveLength(2);
  expect(Math.max(...bare.flat())).toBe(0);
});
