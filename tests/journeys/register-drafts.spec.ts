/**
 * Where the entries are, and where not: nowhere by default, on the draft's shelf where asked for, unreadable under a
 * passphrase, gone after a wipe; as a file and back; on a computer that others use; as a web page on paper.
 */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';

/** Invented, each value to be told from everything else there is; the number is the example of GB 11643-1999. */
const marked = {
  姓名: '张𬭩标记零',
  证件号码: '11010519491231002X',
  民族: '标记族一',
  政治面貌: '标记面貌二',
  毕业院校: '标记大学三',
  所学专业: '标记专业四',
  工作单位: '标记单位五有限公司',
  现任职务: '标记职务六',
  职称: '标记职称七',
  手机号码: '13812345678',
  电子邮箱: 'marked.value@example.com',
  通信地址: '标记市标记路八号',
} as const;
const inRows = { 学校: '标记学校九', 单位: '标记厂十', 证书名称: '标记证书甲' } as const;
const fileName = '标记文件名乙.png';
const passphrase = '标记口令 丙 correct horse';

async function openForm(page: Page): Promise<void> {
  await page.goto('./register/');
  await expect(page.getByLabel('姓名')).toBeVisible({ timeout: 20_000 });
}
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: false });
const menu = (page: Page) => page.getByText('保留草稿、存成文件、公用电脑');

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('证件类型').selectOption('resident');
  for (const [label, value] of Object.entries(marked)) {
    const field = page.getByLabel(label);
    await field.fill(value);
    await field.blur();
  }
  await page.getByLabel('最高学历').selectOption('bachelor');
  for (const [label, value] of Object.entries({
    毕业时间: '1972-07',
    从事相关工作年限: '3 年',
    邮政编码: '100036',
  }))
    await page.getByLabel(label).fill(value);
  await page.getByRole('button', { name: '添加一段学习经历' }).click();
  const study = group(page, '学习经历');
  for (const [label, value] of Object.entries({
    开始年月: '1968-09',
    结束年月: '1972-07',
    学历或学位: '本科',
  }))
    await study.getByLabel(label).fill(value);
  await study.getByLabel('学校', { exact: true }).fill(inRows.学校);
  await page.getByRole('button', { name: '添加一段工作经历' }).click();
  const work = group(page, '工作经历');
  for (const [label, value] of Object.entries({
    开始年月: '2000-01',
    结束年月: '2009-12',
    单位: inRows.单位,
    职务或岗位: '工程师',
  }))
    await work.getByLabel(label).fill(value);
  await page.getByRole('button', { name: /^添加.*证书/ }).click();
  const certificates = group(page, '已有证书');
  await certificates.getByLabel('取得年月').fill('2010-01');
  await certificates.getByLabel('证书名称').fill(inRows.证书名称);
  await certificates.getByLabel('发证机构').fill('某机构');
  await page.getByLabel('报考级别').selectOption('junior');
  await page.getByLabel('考试批次').selectOption({ index: 1 });
  await page.getByRole('radio', { name: /^初级 \(1\)/ }).check();
}

/** A photo whose pixels, once cut, can be told by the bytes of its JPEG. */
async function addPhoto(page: Page): Promise<string> {
  const png = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [826, 1158];
    const ink = canvas.getContext('2d');
    if (!ink) return '';
    ink.fillStyle = 'rgb(67,142,219)';
    ink.fillRect(0, 0, 826, 1158);
    for (let at = 0; at < 400; at += 1) {
      ink.fillStyle = `hsl(${String((at * 47) % 360)} 60% 50%)`;
      ink.fillRect((at * 131) % 800, (at * 197) % 1100, 40, 40);
    }
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  await page
    .getByLabel('选择照片')
    .setInputFiles({ name: fileName, mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
  const link = page.getByRole('link', { name: '单独下载照片' });
  await expect(link).toBeVisible();
  await page.waitForTimeout(300);
  const waiting = page.waitForEvent('download');
  await link.click();
  const bytes = readFileSync(await (await waiting).path());
  // From the middle of the picture: its head is the same in every photo.
  const from = 3 * Math.floor(bytes.length / 6);
  return bytes.subarray(from, from + 60).toString('base64');
}

/** Everything that a page can leave behind in a browser, as text. */
async function everythingStored(page: Page, context: BrowserContext): Promise<string> {
  return page
    .evaluate(async () => {
      const bytes = (value: Uint8Array): string =>
        Array.from(value, (byte) => String.fromCharCode(byte)).join('');
      const plain = async (value: unknown): Promise<unknown> => {
        if (value instanceof Blob) return bytes(new Uint8Array(await value.arrayBuffer()));
        if (value instanceof ArrayBuffer) return bytes(new Uint8Array(value));
        if (ArrayBuffer.isView(value)) return bytes(new Uint8Array(value.buffer));
        if (value instanceof Map) return plain([...value]);
        if (Array.isArray(value)) return Promise.all(value.map(plain));
        if (typeof value === 'object' && value !== null)
          return Object.fromEntries(
            await Promise.all(
              Object.entries(value).map(async ([key, one]) => [key, await plain(one)] as const),
            ),
          );
        return value;
      };
      const databases: unknown[] = [];
      const factories = [indexedDB];
      for (const bucket of (await navigator.storageBuckets?.keys()) ?? []) {
        const second = await navigator.storageBuckets?.open(bucket, { durability: 'strict' });
        if (second) factories.push(second.indexedDB);
      }
      for (const factory of factories)
        for (const { name = '' } of await factory.databases()) {
          const database = await new Promise<IDBDatabase>((resolve, reject) => {
            const opening = factory.open(name);
            opening.onsuccess = () => {
              resolve(opening.result);
            };
            opening.onerror = () => {
              reject(new Error(name));
            };
          });
          for (const store of database.objectStoreNames) {
            const all = await new Promise<unknown[]>((resolve, reject) => {
              const reading = database.transaction(store).objectStore(store).getAll();
              reading.onsuccess = () => {
                resolve(reading.result as unknown[]);
              };
              reading.onerror = () => {
                reject(new Error(store));
              };
            });
            databases.push(name, store, await plain(all));
          }
          database.close();
        }
      const cached: unknown[] = [];
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys())
          cached.push(request.url, await (await (await caches.open(name)).match(request))?.text());
      const files: string[] = [];
      for await (const [name] of await navigator.storage.getDirectory()) files.push(name);
      return JSON.stringify([
        document.cookie,
        document.title,
        location.href,
        history.state,
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        databases,
        cached,
        files,
      ]);
    })
    .then(async (text) => text + JSON.stringify(await context.cookies()));
}

const ways: readonly ((value: string) => string)[] = [
  (value) => value,
  encodeURIComponent,
  (value) =>
    Array.from(
      { length: value.length },
      (_, at) => `\\u${value.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  (value) => Buffer.from(value).toString('hex'),
  (value) => Buffer.from(value).toString('latin1'),
  (value) => Array.from(value).toReversed().join(''),
  ...[0, 1, 2].map((shift) => (value: string) => {
    const packed = Buffer.from('x'.repeat(shift) + value)
      .toString('base64')
      .replaceAll('=', '');
    const piece = packed.slice(shift === 0 ? 0 : 4, -2);
    // A piece this short stands in random bytes by chance.
    return piece.length < 8 ? value : piece;
  }),
];
/** The marked values that stand in a text, in any of the ways values are usually packed. */
function foundIn(text: string, values: readonly string[]): readonly string[] {
  const all = text.toLowerCase();
  return values.filter((value) => ways.some((way) => all.includes(way(value).toLowerCase())));
}
const everyValue = [
  ...Object.values(marked),
  ...Object.values(inRows),
  fileName,
  '标记',
  '12345678',
  '19491231',
];

/** Listens to everything that leaves a page by the wire or the console. */
function listen(context: BrowserContext, page: Page): string[] {
  const heard: string[] = [];
  context.on('request', (request) => {
    heard.push(
      `${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`,
    );
  });
  page.on('websocket', (socket) => heard.push(`POST websocket ${socket.url()}`));
  page.on('console', (message) => heard.push(`console ${message.text()}`));
  return heard;
}
const sent = (heard: readonly string[]): readonly string[] =>
  heard.filter(
    (one) =>
      /^(POST|PUT|PATCH|DELETE)/.test(one) || !/^(console|GET (http:\/\/localhost|blob:|data:))/.test(one),
  );

async function violations(page: Page): Promise<readonly unknown[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

test('what is filled in is nowhere but in the page, unless a draft is asked for; and then only there, until it is wiped', async ({
  page,
  context,
}) => {
  test.setTimeout(150_000);
  const heard = listen(context, page);
  await openForm(page);
  await fillIn(page);
  const picture = await addPhoto(page);
  const values = [...everyValue, picture];
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: '生成报名表 PDF', exact: true }).click();
  const confirm = page.getByRole('button', { name: /^核对过了/ });
  await expect(confirm.or(page.getByText('报名表已生成'))).toBeVisible();
  if (await confirm.isVisible()) await confirm.click();
  await waiting;

  // By default: nowhere.
  const before = await everythingStored(page, context);
  expect(foundIn(before, values)).toEqual([]);
  expect(before).not.toContain('carbon-registration');

  // The proof sees what is there: the same search finds a value planted in storage and one in a database.
  await page.evaluate((value) => {
    localStorage.setItem('planted', btoa(encodeURIComponent(value)));
    sessionStorage.setItem('planted', value);
  }, marked.姓名);
  expect(foundIn(await everythingStored(page, context), values)).toContain(marked.姓名);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  // Asked for: on the draft's shelf and nowhere else, without the photo.
  await menu(page).click();
  await page.getByLabel(/在本机保留草稿/).check();
  expect(foundIn(await everythingStored(page, context), values)).toEqual([]);
  await page.getByRole('button', { name: '开始保留草稿' }).click();
  await expect(page.getByText(/草稿已存（.*留到 /)).toBeVisible();
  const kept = await everythingStored(page, context);
  for (const value of [...Object.values(marked), ...Object.values(inRows)])
    expect(foundIn(kept, [value])).toEqual([value]);
  expect(foundIn(kept, [picture, fileName])).toEqual([]);
  const shelf = kept.indexOf('"carbon-registration","drafts",');
  const elsewhere = kept.slice(0, shelf) + kept.slice(kept.indexOf(']', kept.indexOf('\\"photo\\":', shelf)));
  expect(shelf).toBeGreaterThan(0);
  expect(elsewhere.length).toBeLessThan(kept.length - 1000);
  expect(foundIn(elsewhere, values)).toEqual([]);

  // The photo by a tick of its own.
  await page.getByLabel('照片也保留').check();
  await expect.poll(async () => foundIn(await everythingStored(page, context), [picture])).toEqual([picture]);

  // Wiped by one click, read again, and said.
  await page.getByRole('button', { name: '删除草稿' }).click();
  await expect(page.getByText('草稿已删除，重新读过一遍')).toBeVisible();
  expect(foundIn(await everythingStored(page, context), values)).toEqual([]);
  expect(
    await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
  ).not.toContain('carbon-registration');
  await expect(page.getByLabel('姓名')).toHaveValue(marked.姓名);

  // Under a passphrase: there, and not to be read.
  await page.getByLabel(/在本机保留草稿/).check();
  await page.getByLabel('照片也保留').check();
  await page.getByLabel('口令', { exact: false }).first().fill('短');
  // Not said while the first letters are being typed; pressed all the same, the button keeps nothing.
  const short = page.getByText('口令至少 8 个字符');
  await expect(short).toHaveCount(0);
  await page.getByRole('button', { name: '开始保留草稿' }).click();
  await expect(short).toBeVisible();
  await expect(page.getByText(/草稿已存/)).toHaveCount(0);
  await page.locator('#draft-passphrase').fill(passphrase);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '开始保留草稿' }).click();
  await expect(page.getByText(/草稿已存（.*已用口令加密）/)).toBeVisible();
  await page.getByLabel('现任职务').fill('标记职务改');
  await expect(page.getByText(/草稿已存/)).toBeVisible();
  const sealed = await everythingStored(page, context);
  expect(sealed).toContain('carbon-registration-sealed');
  expect(foundIn(sealed, [...values, passphrase, '标记职务改'])).toEqual([]);

  // Nothing was sent, at any time.
  expect(sent(heard)).toEqual([]);
  expect(
    foundIn(heard.filter((one) => !one.startsWith('GET blob:')).join('\n'), [...values, passphrase]),
  ).toEqual([]);

  // A wrong passphrase opens nothing; the right one opens all of it, photo and all; leaving asked nothing.
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toBe(0);
  await expect(page.getByText('这个浏览器里有一份报名表草稿')).toBeVisible();
  await expect(page.getByLabel('姓名')).toHaveValue('');
  await page.locator('#found-passphrase').fill(`${passphrase}x`);
  await page.getByRole('button', { name: '接着填' }).click();
  await expect(page.getByText('口令不对')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.locator('#found-passphrase').fill(passphrase);
  await page.getByRole('button', { name: '接着填' }).click();
  await expect(page.getByLabel('姓名')).toHaveValue(marked.姓名);
  await expect(page.getByLabel('现任职务')).toHaveValue('标记职务改');
  await expect(group(page, '工作经历').getByLabel('单位', { exact: true })).toHaveValue(inRows.单位);
  await expect(page.getByRole('img', { name: '已裁好的照片' })).toBeVisible();
  // It goes on being sealed, with a new vector each time.
  await page.getByLabel('现任职务').fill('标记职务又改');
  await expect(page.getByText(/草稿已存/)).toBeVisible();
  const again = await everythingStored(page, context);
  expect(foundIn(again, [...values, '标记职务又改'])).toEqual([]);
  const iv = (text: string): string => /iv\\+":\\+"([^\\]+)/.exec(text)?.[1] ?? '';
  expect(iv(again)).toHaveLength(16);
  expect(iv(again)).not.toBe(iv(sealed));

  // 我的数据 lists it, its backup has nothing of it, and it can be wiped from there.
  await page.goto('./data/');
  await expect(page.getByText(/有一份草稿，.*用口令加了密，留到/)).toBeVisible();
  const backup = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载备份' }).click();
  const text = readFileSync(await (await backup).path(), 'utf8');
  expect(text).not.toContain('carbon-registration');
  await page.getByRole('button', { name: '删除报名表草稿' }).click();
  await expect(page.getByText('草稿已删除，重新读过一遍，没有了。')).toBeVisible();
  expect(await everythingStored(page, context)).not.toContain('carbon-registration');
});

test('a draft past its day is deleted at the next visit; a broken one gets a sentence and can be deleted', async ({
  page,
  context,
}) => {
  await openForm(page);
  await page.getByLabel('姓名').fill(marked.姓名);
  await menu(page).click();
  await page.getByLabel(/在本机保留草稿/).check();
  await page.getByRole('button', { name: '开始保留草稿' }).click();
  await expect(page.getByText(/草稿已存/)).toBeVisible();
  /** Changes the record as a clock, a disk or another version of the site might. */
  const tamper = (change: Record<string, unknown>): Promise<void> =>
    page.evaluate(
      (changed) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('carbon-registration', 1);
          opening.onupgradeneeded = () => {
            opening.result.createObjectStore('drafts');
          };
          opening.onsuccess = () => {
            const database = opening.result;
            const transaction = database.transaction('drafts', 'readwrite');
            const store = transaction.objectStore('drafts');
            const reading = store.get('draft');
            reading.onsuccess = () => {
              store.put({ ...(reading.result as object | undefined), ...changed }, 'draft');
            };
            transaction.oncomplete = () => {
              database.close();
              resolve();
            };
            transaction.onerror = () => {
              reject(new Error('not written'));
            };
          };
        }),
      change,
    );
  await page.goto('./about/');
  await tamper({ until: Date.now() - 1000 });
  await openForm(page);
  await expect(page.getByText('已经到期，刚才删除了')).toBeVisible();
  expect(foundIn(await everythingStored(page, context), [marked.姓名])).toEqual([]);

  await page.goto('./about/');
  await tamper({ version: 1, until: 'never' });
  await openForm(page);
  await expect(page.getByText('已损坏，读不出来')).toBeVisible();
  await menu(page).click();
  await expect(page.getByLabel(/在本机保留草稿/)).toBeDisabled();
  await page.getByRole('button', { name: '删除草稿' }).click();
  await expect(page.getByText('草稿已删除，重新读过一遍')).toBeVisible();
  await expect(page.getByLabel(/在本机保留草稿/)).toBeEnabled();

  // A record that is sound around a text that is not.
  await page.goto('./about/');
  const soon = Date.now() + 1e6;
  await tamper({
    version: 1,
    savedAt: soon - 2e6,
    until: soon,
    stamp: 's',
    sealed: false,
    text: '{"format":',
  });
  await openForm(page);
  await page.getByRole('button', { name: '接着填' }).click();
  await expect(page.getByText('这份草稿坏了，读不出来')).toBeVisible();
  await page.goto('./about/');
  await tamper({ version: 9 });
  await openForm(page);
  await expect(page.getByText('由本站更新的版本写成')).toBeVisible();
});

test('two pages do not write over each other’s draft, and one deleted elsewhere is not made again', async ({
  page,
  context,
}) => {
  await openForm(page);
  await page.getByLabel('姓名').fill('甲');
  await menu(page).click();
  await page.getByLabel(/在本机保留草稿/).check();
  await page.getByRole('button', { name: '开始保留草稿' }).click();
  await expect(page.getByText(/草稿已存/)).toBeVisible();
  const other = await context.newPage();
  await openForm(other);
  await other.getByRole('button', { name: '接着填' }).click();
  await expect(other.getByLabel('姓名')).toHaveValue('甲');
  await other.getByLabel('姓名').fill('乙');
  await expect(other.getByText(/草稿已存/)).toBeVisible();
  await expect.poll(() => everythingStored(other, context)).toContain('乙');
  await page.getByLabel('姓名').fill('丙');
  await expect(page.getByText('这一页不再存草稿')).toBeVisible();
  await menu(other).click();
  await other.getByRole('button', { name: '删除草稿' }).click();
  await expect(other.getByText('草稿已删除，重新读过一遍')).toBeVisible();
  await page.getByLabel('姓名').fill('丁');
  await page.waitForTimeout(900);
  expect(await everythingStored(page, context)).not.toContain('"name');
});

test('the form goes out as a file and comes back, plain and sealed; what is no such file is refused', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openForm(page);
  await fillIn(page);
  await addPhoto(page);
  await menu(page).click();
  await page.getByLabel('照片也放进文件').check();
  const out = async (): Promise<Buffer> => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: '存成文件', exact: true }).click();
    return readFileSync(await (await waiting).path());
  };
  const plain = await out();
  expect(foundIn(plain.toString('utf8'), Object.values(marked))).toEqual(Object.values(marked));
  await page.locator('#file-passphrase').fill(passphrase);
  const sealed = await out();
  expect(foundIn(sealed.toString('utf8'), everyValue)).toEqual([]);
  // All of it is in a file: leaving asks nothing.
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toBe(0);

  await menu(page).click();
  const choose = (buffer: Buffer) =>
    page.getByLabel('从文件读入').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer });
  await choose(plain);
  await expect(page.getByText('已填到下面的表里')).toBeVisible();
  for (const [label, value] of Object.entries(marked))
    await expect(page.getByLabel(label).first()).toHaveValue(value);
  await expect(page.getByRole('img', { name: '已裁好的照片' })).toBeVisible();
  await expect(page.getByLabel('考试批次')).not.toHaveValue('');

  await page.getByLabel('姓名').fill('后来改的');
  await choose(sealed);
  await page.locator('#opening-passphrase').fill('wrong wrong');
  await page.getByRole('button', { name: '打开文件' }).click();
  await expect(page.getByText('口令不对')).toBeVisible();
  await expect(page.getByLabel('姓名')).toHaveValue('后来改的');
  await page.locator('#opening-passphrase').fill(passphrase);
  await page.getByRole('button', { name: '打开文件' }).click();
  await expect(page.getByLabel('姓名')).toHaveValue(marked.姓名);
  // It stands in place of what was filled in, and that comes back.
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByLabel('姓名')).toHaveValue('后来改的');

  const hostile = JSON.parse(plain.toString('utf8')) as { values: Record<string, unknown> };
  hostile.values['school'] = '<img src=x onerror="window.__pwn=1">';
  hostile.values['sex'] = { toString: '男' };
  await choose(Buffer.from(JSON.stringify(hostile).replace('{', '{"__proto__":{"polluted":1},')));
  await expect(page.getByText('性别不是文字，没有读入')).toBeVisible();
  await expect(page.getByLabel('毕业院校')).toHaveValue('<img src=x onerror="window.__pwn=1">');
  expect(await page.evaluate(() => ['__pwn' in window, 'polluted' in {}])).toEqual([false, false]);
  for (const [wrong, sentence] of [
    [Buffer.from('{"a":'), '不完整'],
    [Buffer.from('{"format":"carbon-exam-backup","version":1}'), '不是本站存下的报名表文件'],
    [Buffer.alloc(13_000_000, 0x20), '太大'],
    [sealed.subarray(0, sealed.length - 40), '不完整'],
  ] as const) {
    await choose(wrong);
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByText('已填的内容没有变')).toBeVisible();
  }
});

test('on a computer that others use the form is emptied when nobody is there, and after the download', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  await page.clock.install();
  await openForm(page);
  await fillIn(page);
  await menu(page).click();
  await page.getByLabel(/在本机保留草稿/).check();
  await page.getByRole('button', { name: '开始保留草稿' }).click();
  await page.clock.runFor(2_000);
  await expect(page.getByText(/草稿已存/)).toBeVisible();
  await page.getByLabel('公用电脑模式').check();
  await expect(page.getByText('公用电脑模式下不保留草稿。')).toBeVisible();
  await expect.poll(async () => foundIn(await everythingStored(page, context), [marked.姓名])).toEqual([]);

  await page.clock.fastForward('08:50');
  await expect(page.getByText('再过一分钟没有操作')).toBeHidden();
  await page.clock.fastForward('00:15');
  await expect(page.getByRole('alert').getByText('再过一分钟没有操作')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '我还在' }).click();
  await expect(page.getByText('再过一分钟没有操作')).toBeHidden();
  await expect(page.getByLabel('姓名')).toHaveValue(marked.姓名);
  await page.clock.fastForward('09:55');
  await expect(page.getByText('再过一分钟没有操作')).toBeVisible();
  await page.clock.fastForward('00:10');
  await expect(page.getByText('十分钟没有操作，填写的内容已清空。')).toBeVisible();
  await expect(page.getByLabel('姓名')).toHaveValue('');
  await expect(page.getByRole('button', { name: '撤销' })).toBeHidden();

  await fillIn(page);
  await page.getByLabel('打印后粘贴照片').check();
  await page.clock.runFor(2_000);
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: '生成报名表 PDF', exact: true }).click();
  await page.clock.runFor(5_000);
  const confirm = page.getByRole('button', { name: /^核对过了/ });
  if (await confirm.isVisible()) await confirm.click();
  await waiting;
  await page.getByRole('button', { name: '文件存好了，清空这一页' }).click();
  await expect(page.getByText('填写的内容已清空。下载的 PDF 不在其内')).toBeVisible();
  await expect(page.getByLabel('姓名')).toHaveValue('');
  await expect(page.getByRole('button', { name: '撤销' })).toBeHidden();
  expect(await page.evaluate(() => document.body.innerText)).not.toContain('标记');
});

test('the same content stands on a web page, in tables with headings, and prints on A4', async ({ page }) => {
  test.setTimeout(120_000);
  await openForm(page);
  await fillIn(page);
  await addPhoto(page);
  await page.getByRole('button', { name: /^生成工作证明/ }).click();
  await page.getByRole('button', { name: '打印版（网页）' }).click();
  await expect(page.getByRole('heading', { name: '碳资产管理师报名审核表' })).toBeFocused();
  const table = page.getByRole('table', { name: '报名人与报考' });
  for (const [label, value] of Object.entries(marked)) {
    const head = table.getByRole('rowheader', { name: label, exact: true });
    await expect(head).toBeVisible();
    await expect(table.getByRole('cell', { name: value, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('table', { name: '工作经历' }).getByRole('columnheader')).toHaveText([
    '起止时间',
    '单位',
    '职务或岗位',
    '主要工作',
  ]);
  await expect(page.getByRole('table', { name: '工作经历' }).getByRole('rowheader')).toHaveText(
    '2000.01—2009.12',
  );
  await expect(page.getByRole('img', { name: '报名人照片' })).toBeVisible();
  await expect(page.getByText(/^兹证明张𬭩标记零（居民身份证，号码 11010519491231002X）/)).toBeVisible();
  expect(await violations(page)).toEqual([]);

  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(await page.pdf({ preferCSSPageSize: true })),
    verbosity: 0,
  });
  const pdf = await task.promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const one = await pdf.getPage(number);
    const { items } = await one.getTextContent();
    pages.push({
      size: one.view.map(Math.round),
      // Chromium's PDF calls some characters by the radicals that look like them.
      text: items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .normalize('NFKC')
        .replaceAll('⻅', '见'),
    });
  }
  await task.destroy();
  expect(pages.map(({ size }) => size)).toEqual([
    [0, 0, 595, 842],
    [0, 0, 595, 842],
  ]);
  expect(pages[0]?.text).toContain('审核意见');
  expect(pages[0]?.text).not.toContain('回去填写');
  expect(pages[1]?.text.replaceAll(/\s/g, '')).toContain('特此证明');

  await page.getByRole('button', { name: '回去填写' }).click();
  await expect(page.getByRole('button', { name: '打印版（网页）' })).toBeFocused();
  await expect(page.getByLabel('姓名')).toHaveValue(marked.姓名);
});

test('the page listens for being left only while something is at stake, so that browsers may keep it for going back', async ({
  page,
}) => {
  await openForm(page);
  await page.getByLabel('姓名').fill('甲');
  await page.getByLabel('姓名').fill('');
  const listening = await page.evaluate(() => {
    const event = new Event('beforeunload', { cancelable: true });
    dispatchEvent(event);
    return event.defaultPrevented;
  });
  expect(listening).toBe(true);
  await page.getByRole('button', { name: '清空' }).click();
  await expect
    .poll(() =>
      page.evaluate(() => {
        const event = new Event('beforeunload', { cancelable: true });
        dispatchEvent(event);
        return event.defaultPrevented;
      }),
    )
    .toBe(false);
});
