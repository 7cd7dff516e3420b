/**
 * The five wants in WebKit and in Firefox: the notice, a verdict, a paper, the form as a PDF, a word found. An iPhone's
 * WeChat is WebKit. drive.ts says where the browsers come from; one that is not there is skipped by name.
 */
import { expect, test } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jsPDF } from 'jspdf';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { engines, type Json, type Visitor } from './drive.ts';

/** Finds what a person would by its name; in a page, before every script below. */
const eyes = `
  const seen = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;
  const named = (element) =>
    (element.getAttribute('aria-label') ??
      ([...(element.labels ?? [])].map((label) => label.textContent).join(' ') || element.textContent)).trim();
  // By the whole name where something has it, else by a part of it.
  const find = (css, name = '', nth = 0) => {
    const all = [...document.querySelectorAll(css)].filter(seen);
    const exact = all.filter((one) => named(one) === name);
    return (exact.length > 0 ? exact : all.filter((one) => named(one).includes(name)))[nth];
  };
`;
const run = (visitor: Visitor, body: string, ...args: readonly Json[]): Promise<unknown> =>
  visitor.run(eyes + body, ...args);

/** Waits until a script gives something true. */
async function until(visitor: Visitor, body: string, ...args: readonly Json[]): Promise<void> {
  await expect
    .poll(async () => Boolean(await run(visitor, body, ...args).catch(() => false)), {
      message: `${body} ${JSON.stringify(args)}`,
      timeout: 20_000,
    })
    .toBe(true);
}
const shows = (visitor: Visitor, css: string, text = ''): Promise<void> =>
  until(visitor, 'return find(...args) !== undefined;', css, text);
const press = async (visitor: Visitor, css: string, name = '', nth = 0): Promise<void> => {
  await until(visitor, 'const found = find(...args); return found && !found.disabled;', css, name, nth);
  await visitor.press(`${eyes} return find(...args);`, css, name, nth);
};
/** Puts a text into a field as an input method does: at once. */
async function fill(visitor: Visitor, name: string, text: string, inside = 'main'): Promise<void> {
  const field = ':is(input:not([type=checkbox], [type=radio]), select, textarea)';
  const css = `:is(${inside}) ${field}, ${field}:is(${inside})`;
  await shows(visitor, css, name);
  await run(
    visitor,
    `const [css, name, text] = args;
     const field = find(css, name);
     field.focus();
     if (field.localName === 'select') field.selectedIndex = Number(text);
     else Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, text);
     field.dispatchEvent(new InputEvent('input', { bubbles: true }));
     field.dispatchEvent(new Event('change', { bubbles: true }));
     // A window that is not in front does not tell a field that it was left.
     let told = false;
     field.addEventListener('blur', () => { told = true; }, { once: true });
     field.blur();
     if (!told)
       for (const [type, bubbles] of [['blur', false], ['focusout', true]])
         field.dispatchEvent(new FocusEvent(type, { bubbles }));`,
    css,
    name,
    text,
  );
}
const awake = (visitor: Visitor): Promise<void> =>
  until(visitor, "return !document.querySelector('astro-island[ssr]');");

/** A width of a phone; where a browser's own window does not go as narrow, as narrow as it goes. */
const phone = (visitor: Visitor): Promise<void> => visitor.resize(390, 844);

const passphrase = '标记口令 丙 correct horse';
/** Invented; the number is the example of GB 11643-1999. */
const words = {
  姓名: '张𬭩䶮㛃',
  证件号码: '11010519491231002X',
  民族: '汉族',
  毕业院校: '华北电力大学',
  所学专业: '会计学',
  工作单位: '湖北某某碳资产管理有限公司',
  现任职务: '碳资产专员',
  从事相关工作年限: '1 年 2 个月',
  手机号码: '13812345678',
  电子邮箱: 'zhang@example.com',
  通信地址: '武汉市洪山区某路 1 号',
  邮政编码: '430070',
};
const study = { 开始年月: '1968-09', 结束年月: '1972-07', 学校: words.毕业院校, 学历或学位: '本科' };
const work = { 开始年月: '2025-09', 结束年月: '至今', 单位: words.工作单位, 职务或岗位: '碳资产专员' };

/** A scan as a PDF of one page, on disk. */
function scan(): string {
  const sheet = new jsPDF({ unit: 'mm', format: [150, 100], orientation: 'landscape' });
  sheet.text('DIPLOMA', 20, 20);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'scan-')), 'diploma.pdf');
  writeFileSync(file, Buffer.from(sheet.output('arraybuffer')));
  return file;
}

/** The bytes of the file a page makes for the visitor. */
async function made(visitor: Visitor, work: () => Promise<void>): Promise<Buffer> {
  await run(
    visitor,
    `const give = URL.createObjectURL;
     globalThis.taken = undefined;
     URL.createObjectURL = (blob) => {
       if (blob.type === 'application/pdf') globalThis.taken = blob;
       return give.call(URL, blob);
     };`,
  );
  await work();
  await until(visitor, 'return globalThis.taken !== undefined;');
  const text = await run(
    visitor,
    `const bytes = new Uint8Array(await globalThis.taken.arrayBuffer());
     let text = '';
     for (const byte of bytes) text += String.fromCharCode(byte);
     return btoa(text);`,
  );
  return Buffer.from(String(text), 'base64');
}

const wants: Readonly<Record<string, (visitor: Visitor, at: (path: string) => string) => Promise<void>>> = {
  async 'reads the notice and keeps the place of a clause'(visitor, at) {
    await visitor.go(at('notice/'));
    await shows(visitor, '#exam-form', '60分为及格');
    expect(
      await run(
        visitor,
        'return document.documentElement.scrollWidth <= document.documentElement.clientWidth;',
      ),
    ).toBe(true);
    // One line above all: on a phone the name gives way to the two buttons.
    expect(await run(visitor, "return find('.mast .wrap').getBoundingClientRect().height < 72;")).toBe(true);
    // A digit stands beside the character before it, not upon it: 2021年02月.
    const overlaps = await run(
      visitor,
      `const text = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
       let node;
       while ((node = text.nextNode()) && !node.data.includes('02月02日'));
       const from = node.data.indexOf('02月02日');
       const range = new Range();
       const boxes = [0, 1, 2, 3, 4, 5].map((place) => {
         range.setStart(node, from + place);
         range.setEnd(node, from + place + 1);
         return range.getBoundingClientRect();
       });
       return boxes.filter((box, place) => place > 0 && boxes[place - 1].right > box.left + 1 && box.left > boxes[place - 1].left).length;`,
    );
    expect(overlaps).toBe(0);
    await press(visitor, '#intermediate-3 a');
    await until(visitor, "return location.hash === '#intermediate-3';");
    await until(
      visitor,
      `const { top } = document.querySelector('#intermediate-3').getBoundingClientRect();
       return top >= 0 && top < innerHeight;`,
    );
    // What the page computes anew for today.
    await visitor.go(at('calendar/'));
    await shows(visitor, '[data-sittings] li', '还有');
  },

  async 'gets a verdict and the clause it rests on'(visitor, at) {
    await visitor.go(at('eligibility/'));
    await awake(visitor);
    for (let questions = 0; questions < 30; questions += 1) {
      const asked = String(await run(visitor, "return find('.ask-box h2')?.innerText ?? '';"));
      if (await run(visitor, "return find('button', '下一问') === undefined;")) break;
      if (/前后加起来|最长连续/.test(asked)) {
        await fill(visitor, '年', '1');
        await fill(visitor, '个月', '2');
      } else
        await press(
          visitor,
          'label',
          asked.startsWith('最高学历')
            ? '本科'
            : asked.startsWith('这个最高学历')
              ? '其他专业'
              : asked.startsWith('现在是')
                ? '不是在校学生'
                : '没有',
        );
      await press(visitor, 'button', '下一问');
      await until(visitor, "return (find('.ask-box h2')?.innerText ?? '') !== args[0];", asked);
    }
    await until(
      visitor,
      `return [...document.querySelectorAll('section')].some(({ textContent }) =>
        textContent.includes('可以报考') && textContent.includes('连续从事相关领域工作满1年'));`,
    );
  },

  async 'sits a paper by keys and pointer, reloads in the middle, hands in and reads why'(visitor, at) {
    await visitor.go(at('exam/'));
    await awake(visitor);
    await press(visitor, 'label', '中级碳资产管理师');
    await press(visitor, 'button', '开始答题');
    await until(visitor, "return document.activeElement.matches('.exam-question legend > span');");
    await visitor.type('B');
    await until(
      visitor,
      "return [...document.querySelectorAll('.q-opt input')].findIndex((one) => one.checked) === 1;",
    );
    await press(visitor, '.q-opt', '', 0);
    await until(visitor, "return document.querySelector('.q-opt input').checked;");
    await shows(visitor, '.exam-saved', '已保存');
    await press(visitor, 'button', '下一题');
    await shows(visitor, 'main', '第 2 题');
    await visitor.type('C');
    await until(visitor, "return document.querySelectorAll('.q-opt input')[2].checked;");
    await shows(visitor, '.exam-saved', '已保存');

    await visitor.reload();
    await press(visitor, 'button', '接着答');
    await shows(visitor, 'main', '第 2 题');
    await until(visitor, "return document.querySelectorAll('.q-opt input')[2].checked;");
    await press(visitor, 'button', '上一题');
    await until(visitor, "return document.querySelector('.q-opt input').checked;");

    await press(visitor, 'button', '交卷');
    await press(visitor, 'dialog button', '交卷，看成绩');
    await shows(visitor, 'h1', '成绩：');
    await until(visitor, "return document.querySelectorAll('.exam-answers > li').length === 58;");
    // Stored, not only shown: it is there for a page opened anew.
    await visitor.go(at('data/'));
    await shows(visitor, 'main', '1 份已交');
  },

  async 'fills in the form with a photo, keeps a draft, and makes the PDF'(visitor, at) {
    await visitor.go(at('register/'));
    await shows(visitor, 'input', '姓名');
    await fill(visitor, '证件类型', '1');
    for (const [label, text] of Object.entries(words)) await fill(visitor, label, text);
    await fill(visitor, '毕业时间', '1972-07');
    await fill(visitor, '最高学历', '5');
    await press(visitor, 'button', '添加一段学习经历');
    for (const [label, text] of Object.entries(study)) await fill(visitor, label, text, '#section-study');
    await press(visitor, 'button', '添加一段工作经历');
    for (const [label, text] of Object.entries(work)) await fill(visitor, label, text, '#section-work');
    await fill(visitor, '报考级别', '2');
    await fill(visitor, '考试批次', '1');
    await press(visitor, 'label', '中级 (3)');

    // A draft under a passphrase outlives the page, and opens with the passphrase alone.
    await press(visitor, 'summary', '保留草稿');
    await press(visitor, 'label', '在本机保留草稿');
    await fill(visitor, '口令', passphrase, '#draft-passphrase');
    await press(visitor, 'button', '开始保留草稿');
    await shows(visitor, '.keeping [role=status]', '已用口令加密');
    await visitor.reload();
    await fill(visitor, '口令', passphrase, '#found-passphrase');
    await press(visitor, 'button', '接着填');
    await until(visitor, "return find('input', '姓名').value === args[0];", words.姓名);

    await visitor.give(
      [path.resolve('public/og.png')],
      `${eyes} return document.querySelector('#photo input[type=file]');`,
    );
    await shows(visitor, '#photo a', '单独下载照片');
    // An enclosure that is a PDF: its pages become pictures.
    await visitor.give([scan()], `${eyes} return find('input', '放进学历证');`);

    await until(visitor, "return document.querySelectorAll('.enclosures .entries > li').length === 1;");

    const bytes = await made(visitor, async () => {
      await press(visitor, 'button', '生成报名材料 PDF');
      // What is to be looked at once more is asked first.
      await until(
        visitor,
        "return globalThis.taken !== undefined || find('button', '核对过了') !== undefined;",
      );
      if (await run(visitor, "return find('button', '核对过了') !== undefined;"))
        await press(visitor, 'button', '核对过了');
    });
    const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
    const pdf = await task.promise;
    expect(pdf.numPages).toBe(2);
    const { items } = await (await pdf.getPage(1)).getTextContent({ disableNormalization: true });
    const read = items
      .map((item) => ('str' in item ? item.str : ''))
      .join('')
      .replaceAll(/\s/g, '');
    for (const word of Object.values(words)) expect(read).toContain(word.replaceAll(/\s/g, ''));
    await task.destroy();
  },

  async 'finds a word by its letters, and what it leads to'(visitor, at) {
    await visitor.go(at('search/?q=清缴'));
    await shows(visitor, '[role=option]', '清缴');
    await fill(visitor, '搜索', 'peie');
    await shows(visitor, '[role=option]', '配额');
    await visitor.go(at('search/?q=初级'));
    // The lines under a title come a moment later, and move what stands below.
    await shows(visitor, '[role=option] .lines', '初级');
    await press(visitor, '[role=option]');
    await until(visitor, "return !location.pathname.includes('/search/');");
  },
};

for (const { name, open } of engines)
  for (const [want, walk] of Object.entries(wants))
    test(`in ${name}, an applicant ${want}`, async ({ baseURL }) => {
      test.skip(open === undefined, `${name}, or what drives it, was not found on this machine`);
      if (!open) return;
      const visitor = await open();
      try {
        await phone(visitor);
        await walk(visitor, (path) => new URL(path, baseURL).href);
        expect(visitor.complaints()).toEqual([]);
      } catch (cause) {
        const page = await visitor.run("return document.querySelector('main').innerText;").catch(String);
        await test.info().attach('page', { body: `${String(page)}\n${visitor.complaints().join('\n')}` });
        throw cause;
      } finally {
        await visitor.leave();
      }
    });
