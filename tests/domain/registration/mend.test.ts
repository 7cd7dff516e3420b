/** What is pasted and what is meant. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mend, type Writing } from '../../../src/domain/registration/mend.ts';

describe('mending', () => {
  test.each<[Writing, string, string]>([
    ['document', '１１０１０５１９４９１２３１００２ｘ', '11010519491231002X'],
    ['document', ' 110105 19491231 002x ', '11010519491231002X'],
    ['mobile', '138-1234-5678', '13812345678'],
    ['mobile', '+86 138 1234 5678', '13812345678'],
    ['mobile', '+852 9123 4567', '+85291234567'],
    ['email', 'ａ＠ｂ．ｃｎ', 'a@b.cn'],
    ['day', '1990年1月2日', '1990-01-02'],
    ['day', '19900102', '1990-01-02'],
    ['day', '１９９０．１．２', '1990-01-02'],
    ['month', '2015.9', '2015-09'],
    ['month', '2015年09月', '2015-09'],
    ['month', '201509', '2015-09'],
    ['month', '现在', '至今'],
    ['name', '张 三', '张三'],
    ['name', '买买提.吐尔逊', '买买提·吐尔逊'],
    ['name', '买买提 • 吐尔逊', '买买提·吐尔逊'],
    ['name', 'Muhammad  Ali', 'Muhammad Ali'],
    ['name', '\u202e张三\u200b', '张三'],
    ['name', '\ue863', '䶮'],
    ['text', '⼈⼒资源', '人力资源'],
    ['text', '复兴路２３号', '复兴路23号'],
    ['text', '北京（总部）', '北京（总部）'],
  ])('%s %j is meant as %s', (writing, typed, meant) => {
    expect(mend(writing, typed).value).toBe(meant);
  });

  test('what is changed is said; a space at the end is not worth a word', () => {
    expect(mend('document', '11010519491231002x').changes).toEqual(['把末位的 x 改成了大写 X']);
    expect(mend('text', '北京 ').changes).toEqual([]);
  });

  test('names of every plane stay as they are', () => {
    for (const name of ['丁', '𬭩', '㛃', '䶮', '𠮷野', '阿卜杜热合曼·阿卜杜克里木', 'O’Connor'])
      expect(mend('name', name)).toEqual({ value: name, changes: [] });
  });

  test('mending twice is mending once', () => {
    const writing = fc.constantFrom<Writing>(
      'text',
      'name',
      'code',
      'email',
      'document',
      'mobile',
      'day',
      'month',
      'span',
    );
    fc.assert(
      fc.property(writing, fc.string({ unit: 'binary' }), (how, typed) => {
        const once = mend(how, typed).value;
        return mend(how, once).value === once;
      }),
    );
  });
});
