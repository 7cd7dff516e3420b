/** The registration form: filled in, checked in place, seen on paper, made into a PDF. Nothing leaves the page. */
import { useStore } from '@nanostores/preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sayDays, sittings, type Batch, type PlainDate } from '../../domain/calendar.ts';
import {
  emptyDraft,
  fieldIds,
  fieldOf,
  identityOf,
  linked,
  mendCell,
  mendField,
  placeId,
  preview,
  sectionIds,
  sections,
  mendDraft,
  validate,
  workOf,
  type Clause,
  type Draft,
  type Offer,
  type Problem,
  type Registration,
  type Verdict,
} from '../../domain/registration/form.ts';
import {
  fit,
  packet,
  sayBytes,
  scansOf,
  watermark,
  type Enclosure,
} from '../../domain/registration/enclosures.ts';
import { sayMonths } from '../../domain/eligibility/duration.ts';
import { charactersOf, sheet, type Sheet } from '../../domain/registration/sheet.ts';
import type { Font } from '../../pdf/font.ts';
import { routes } from '../../routes.ts';
import {
  $draft,
  $enclosures,
  $limit,
  $photo,
  $pictures,
  $undo,
  clear,
  dropUndo,
  fill,
  fillCell,
  fillEmpty,
  forget,
  isFilledIn,
  today,
  undo,
} from '../../stores/registration.ts';
import { look } from '../../stores/draft-shelf.ts';
import { $keeping, dropDraft } from '../../stores/drafts.ts';
import { watchIdle } from '../../stores/idle.ts';
import { DeskContext, type Desk } from './desk.ts';
import { Enclosures } from './Enclosures.tsx';
import { FieldGrid, RadioField } from './Fields.tsx';
import { Photo } from './Photo.tsx';
import { Keep, sayTrouble } from './Keep.tsx';
import { openDrawer, openFont, openOutlines, openScans, openScreen } from './press.ts';
import { Preview, type Proof } from './Preview.tsx';
import { Printed } from './Printed.tsx';
import { Rows } from './Rows.tsx';

interface Props {
  /** What the organiser has announced about sittings. */
  readonly batches: readonly Batch[];
  /** The notice's conditions. */
  readonly clauses: readonly Clause[];
}

/** What came of 生成报名表. */
type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly sentence: string }
  | { readonly kind: 'ask'; readonly sentences: readonly string[] }
  | { readonly kind: 'failed'; readonly sentence: string }
  | {
      readonly kind: 'done';
      readonly address: string;
      readonly name: string;
      readonly bytes: number;
      readonly pictures: Pictures;
      readonly sheet: Sheet;
      readonly font: Font;
    };

/** A packet laid out, with what is to be said before it is made. */
interface Composed {
  readonly drawn: Sheet;
  readonly font: Font;
  readonly said: readonly string[];
  /** Draws it with the given pictures. */
  readonly bind: (pictures: Pictures, rest?: () => Promise<void>) => Promise<Blob>;
  /** Drawn ahead, where there are no pictures to wait for. */
  readonly file?: Promise<Blob>;
}

/** Waits until the browser has nothing better to do, or two seconds. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(
        () => {
          resolve();
        },
        { timeout: 2000 },
      );
    else setTimeout(resolve, 50);
  });

/**
 * The first touch says that a PDF may be wanted: jsPDF comes in while the form is being filled in, and draws an empty
 * sheet once in idle moments, so that its code is read and compiled before anybody waits for it.
 */
async function warmUp(day: PlainDate): Promise<void> {
  const { draw } = await openDrawer();
  await idle();
  const blank = preview(emptyDraft, { sittings: [], clauses: [] });
  const { drawn, font } = await setUp(blank, [], day);
  await draw(drawn, font, { author: '', day }, idle);
}

/** WeChat's own browser keeps generated files from being saved. */
const inWeChat = /MicroMessenger/i.test(navigator.userAgent);

/** Sets form and enclosures with every glyph they need, fetching those not there yet. */
async function setUp(
  registration: Pick<Registration, 'text' | 'rows' | 'photo'>,
  enclosures: readonly Enclosure[],
  day: PlainDate,
): Promise<{ drawn: Sheet; font: Font }> {
  const font = await openFont();
  await font.load('');
  const set = (): Sheet =>
    packet(sheet(registration, font.measure), enclosures, registration, day, font.measure);
  const drawn = set();
  const characters = charactersOf(drawn).join('') + (enclosures.length > 0 ? watermark : '');
  if (font.has(characters)) return { drawn, font };
  // Widths are right only when the glyphs are there; Chinese characters are all one em wide, so twice is enough.
  await font.load(characters);
  return { drawn: set(), font };
}

type Pictures = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** The pictures of the enclosures, let down until they fit into a room together; undefined where they cannot. */
async function letDown(
  enclosures: readonly Enclosure[],
  masters: Pictures,
  room: number,
  font: Font,
  made: Map<string, Uint8Array<ArrayBuffer>>,
): Promise<Pictures | undefined> {
  const scans = enclosures.flatMap((one) =>
    scansOf(one).map(({ id }) => ({ id, marked: one.kind === 'identity' && one.watermark })),
  );
  const { letDown: letOneDown } = await openScans();
  const at = async (rung: number): Promise<Pictures> => {
    const pictures = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const { id, marked } of scans) {
      const master = masters.get(id);
      if (!master) continue;
      const key = `${id} ${String(rung)} ${String(marked)}`;
      const jpeg = made.get(key) ?? (await letOneDown(master, rung, marked ? font : undefined));
      made.set(key, jpeg);
      pictures.set(id, jpeg);
    }
    return pictures;
  };
  const weigh = (pictures: Pictures): number =>
    [...pictures.values()].reduce((sum, { length }) => sum + length, 0);
  const rung = await fit(room, async (one) => weigh(await at(one)));
  return rung === undefined ? undefined : at(rung);
}

/** Addresses for pictures in memory, by their names; each is given up once its picture is gone. */
function useAddresses(pictures: Pictures): ReadonlyMap<string, string> {
  const given = useRef(new Map<string, string>());
  const addresses = useMemo(() => {
    const next = new Map<string, string>();
    for (const [id, jpeg] of pictures)
      next.set(id, given.current.get(id) ?? URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' })));
    return next;
  }, [pictures]);
  useEffect(() => {
    for (const [id, address] of given.current) if (!addresses.has(id)) URL.revokeObjectURL(address);
    given.current = new Map(addresses);
  }, [addresses]);
  useEffect(
    () => () => {
      for (const address of given.current.values()) URL.revokeObjectURL(address);
    },
    [],
  );
  return addresses;
}

/** Which row of which table a sentence is about; fields name themselves. */
function nameRow({ place }: Problem, draft: Draft): string {
  if (place.kind !== 'cell') return '';
  const number = draft.rows[place.section].findIndex(({ key }) => key === place.key) + 1;
  return `${sections[place.section].label}第 ${String(number)} 行：`;
}

/** The fields a character stands in, by their labels. */
function whereIs(character: string, { text, rows }: Pick<Registration, 'text' | 'rows'>): string {
  const named = fieldIds.filter((id) => text[id].includes(character)).map((id) => fieldOf(id).label);
  const tables = sectionIds
    .filter((section) => rows[section].some(({ cells }) => Object.values(cells).join('').includes(character)))
    .map((section) => sections[section].label);
  return [...named, ...tables].join('、');
}

export default function RegistrationForm({ batches, clauses }: Props) {
  const draft = useStore($draft);
  const photo = useStore($photo);
  const enclosures = useStore($enclosures);
  const masters = useStore($pictures);
  const limit = useStore($limit);
  const taken = useStore($undo);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [notes, setNotes] = useState<ReadonlyMap<string, string>>(new Map());
  const [asked, setAsked] = useState(false);
  const [round, setRound] = useState(0);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const [proof, setProof] = useState<Proof | undefined>(undefined);
  const [pictures, setPictures] = useState<readonly string[]>([]);
  const summary = useRef<HTMLDivElement>(null);
  const emptier = useRef<HTMLButtonElement>(null);
  const warmed = useRef(false);
  /** Gives up what is being drawn ahead. */
  const dropAhead = useRef<() => void>(() => undefined);
  const toPaper = useRef<HTMLButtonElement>(null);
  const announced = useRef<HTMLParagraphElement>(null);
  /** Where the focus goes once a removed row is back. */
  const returning = useRef('');
  /** Whether all that is filled in has gone into a file since it was changed. */
  const [filed, setFiled] = useState(false);
  const [shared, setShared] = useState(false);
  /** A minute is left before the form is emptied. */
  const [warned, setWarned] = useState(false);
  /** What was done to the whole form without being asked for, or against being undone. */
  const [emptied, setEmptied] = useState('');
  const [onPaper, setOnPaper] = useState(false);
  const keeping = useStore($keeping);
  /** Pictures already let down, by name, rung and mark. */
  const made = useRef(new Map<string, Uint8Array<ArrayBuffer>>());
  /** The file drawn before it is asked for, and what it was drawn of. */
  const ahead = useRef<
    | {
        readonly verdict: Verdict;
        readonly photo: typeof photo;
        readonly enclosures: readonly Enclosure[];
        readonly composed: Promise<Composed>;
      }
    | undefined
  >(undefined);
  const [day, setDay] = useState(today);
  const offer = useMemo<Offer>(
    () => ({
      clauses,
      sittings: sittings(day, 6, batches).map(({ id, days }) => ({ id, label: sayDays(days) })),
    }),
    [day, batches, clauses],
  );
  const verdict = useMemo(() => validate(draft, day, offer), [draft, day, offer]);
  const problems = verdict.ok ? verdict.warnings : verdict.problems;
  const errors = problems.filter(({ weight }) => weight === 'error');

  const photoAddress = useMemo(
    () => (photo ? URL.createObjectURL(new Blob([photo], { type: 'image/jpeg' })) : undefined),
    [photo],
  );
  useEffect(
    () => () => {
      if (photoAddress !== undefined) URL.revokeObjectURL(photoAddress);
    },
    [photoAddress],
  );

  const addresses = useAddresses(masters);
  useEffect(() => {
    for (const key of made.current.keys())
      if (!masters.has(key.split(' ')[0] ?? '')) made.current.delete(key);
  }, [masters]);

  // Glyphs follow the typing, so that nothing is fetched after the click; the preview follows the glyphs.
  useEffect(() => {
    let current = true;
    const rested = setTimeout(() => {
      void Promise.all([setUp(preview(draft, offer), enclosures, day), openOutlines()]).then(
        ([{ drawn, font }, { pathOf }]) => {
          if (current) setProof({ sheet: drawn, font, pathOf });
        },
        () => {
          // Without a network the preview waits; generating says what is missing.
        },
      );
    }, 300);
    return () => {
      current = false;
      clearTimeout(rested);
    };
  }, [draft, offer, enclosures, day]);

  // A file made before the last change is no longer the form.
  useEffect(() => {
    setFiled(false);
    if (isFilledIn()) setEmptied('');
    setPictures((before) => (before.length > 0 ? [] : before));
    setOutcome((before) => {
      if (before.kind === 'done') URL.revokeObjectURL(before.address);
      return before.kind === 'working' || before.kind === 'none' ? before : { kind: 'none' };
    });
  }, [draft, photo, enclosures, limit]);

  /** Empties everything, not to be taken back. */
  const empty = (said: string): void => {
    forget();
    setAsked(false);
    setLeft(new Set());
    setNotes(new Map());
    setOnPaper(false);
    setRound((before) => before + 1);
    setEmptied(said);
    if (said !== '') setTimeout(() => announced.current?.focus(), 0);
  };

  // Asked only where something would be lost: a page that listens for leaving is kept by no browser for going back.
  const stored =
    keeping.kind === 'saved' &&
    enclosures.every(({ kind }) => kind === 'letter') &&
    (keeping.photo || !photo);
  const atStake = isFilledIn() && !filed && !stored;
  useEffect(() => {
    if (!atStake) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
      // Browsers of before 2023, WeChat's among them, ask only when this is set.
      Reflect.set(event, 'returnValue', true);
    };
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('beforeunload', ask);
    };
  }, [atStake]);
  useEffect(() => {
    // A page kept for the back button comes back as it was; meanwhile another day may have begun, and the draft may
    // have been deleted elsewhere.
    const back = (event: PageTransitionEvent): void => {
      if (!event.persisted) return;
      setDay(today());
      if ($keeping.get().kind === 'off') void look();
    };
    addEventListener('pageshow', back);
    return () => {
      removeEventListener('pageshow', back);
    };
  }, []);
  useEffect(() => {
    if (!shared) return undefined;
    // On a computer that others use it would show the entries to whoever sits down next.
    const leave = (event: PageTransitionEvent): void => {
      if (event.persisted && isFilledIn()) empty('离开这一页时，填写的内容已清空。');
    };
    addEventListener('pagehide', leave);
    const end = watchIdle({
      warn: () => {
        if (isFilledIn()) setWarned(true);
      },
      back: () => {
        setWarned(false);
      },
      over: () => {
        setWarned(false);
        if (isFilledIn()) empty('十分钟没有操作，填写的内容已清空。');
      },
    });
    return () => {
      removeEventListener('pagehide', leave);
      end();
      setWarned(false);
    };
  }, [shared]);

  useEffect(() => {
    if (returning.current !== '') document.getElementById(returning.current)?.focus();
    returning.current = '';
  }, [draft]);

  const note = (id: string, sentence: string): void => {
    setNotes((before) => new Map(before).set(id, sentence));
  };
  useEffect(() => {
    for (const field of fillEmpty(linked(location.hash, clauses)))
      note(placeId({ kind: 'field', field }), '已按“我能报吗”的结果填上，可以改。');
  }, []);
  const mark = (id: string): void => {
    setLeft((before) => new Set(before).add(id));
  };
  const sayChanges = (changes: readonly string[]): string =>
    changes.length > 0 ? `已${changes.join('，')}。` : '';

  const work = useMemo(() => workOf(mendDraft(draft).rows.work, day), [draft, day]);
  const workSum =
    work === undefined
      ? ''
      : `各段合计 ${sayMonths(work.total)}，首尾两月都算${work.overlap > 0 ? `，重叠的 ${String(work.overlap)} 个月只算一次` : ''}；连续最长 ${sayMonths(work.continuous)}。`;

  // The fields are drawn anew only when something they show has changed: not while the file is being made.
  const askedFor = asked && problems.length > 0;
  const desk = useMemo<Desk>(
    () => ({
      draft,
      offer,
      now: day.slice(0, 7),
      workSum,
      // What is still empty is asked for on generating, not while tabbing through.
      problemsAt: (id) =>
        problems.filter(
          ({ place, sentence, weight }) =>
            placeId(place) === id &&
            (askedFor ||
              (left.has(id) && !/^请(填写|选择)/.test(sentence)) ||
              (place.kind === 'section' && weight === 'warning')),
        ),
      noteAt: (id) => notes.get(id) ?? '',
      type: (field, typed) => {
        fill(field, typed);
        if (field === 'level' && clauses.find(({ id }) => id === draft.values.clause)?.level !== typed)
          fill('clause', '');
      },
      typeCell: fillCell,
      leave: (field) => {
        const { value, changes } = mendField(field, $draft.get().values[field]);
        fill(field, value);
        note(`field-${field}`, sayChanges(changes));
        mark(`field-${field}`);
        if (field !== 'idNumber' && field !== 'idType') return;
        const identity = identityOf($draft.get(), day);
        if (!identity) return;
        for (const id of fillEmpty(identity)) {
          note(`field-${id}`, '已按证件号码填入。');
          mark(`field-${id}`);
        }
      },
      leaveCell: (section, key, column) => {
        const row = $draft.get().rows[section].find((one) => one.key === key);
        if (!row) return;
        const { value, changes } = mendCell(section, column, row.cells[column] ?? '');
        if (value !== (row.cells[column] ?? '')) fillCell(section, key, column, value);
        note(`${section}-${key}-${column}`, sayChanges(changes));
        mark(`${section}-${key}-${column}`);
      },
    }),
    [draft, offer, day, workSum, problems, askedFor, left, notes, clauses],
  );

  const say = (next: Outcome): void => {
    setOutcome(next);
    setTimeout(() => summary.current?.focus(), 0);
  };

  /** Everything up to the file itself: the pages, and what is to be said about them. */
  const compose = async (registration: Registration): Promise<Composed> => {
    const [{ drawn, font }, { draw }] = await Promise.all([
      setUp(registration, enclosures, day),
      openDrawer(),
    ]);
    const lacking = font.lacking(charactersOf(drawn).join(''));
    const pictured =
      lacking.length > 0 ? await (await openScreen()).renditions(lacking) : new Map<string, never>();
    const said = [
      ...drawn.said,
      ...lacking.map((character) => {
        const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
        const where = `${whereIs(character, registration)}里的“${character}”（${code}）`;
        return pictured.has(character)
          ? `${where}不在本站字体内，已按您设备上的字形画出，请核对打印件。`
          : `${where}不在本站字体和您的设备字体内，表上留了空框，请打印后手写补上。`;
      }),
    ];
    const bind: Composed['bind'] = (pictures, rest) =>
      draw(
        drawn,
        font,
        {
          renditions: pictured,
          author: registration.text.name,
          day,
          pictures,
          ...(photo && draft.photo === 'ready' ? { photo } : {}),
        },
        rest,
      );
    return { drawn, font, said, bind };
  };
  const hasPictures = enclosures.some((one) => scansOf(one).length > 0);

  // Once the form is right and the hand rests, the file is drawn ahead, bit by bit while the browser has nothing else
  // to do; the click then finds it ready. Any change drops it.
  useEffect(() => {
    ahead.current = undefined;
    if (!verdict.ok || hasPictures) return undefined;
    const { registration } = verdict;
    let current = true;
    const rest = (): Promise<void> =>
      idle().then(() => {
        if (!current) throw new Error('the form has changed');
      });
    const rested = setTimeout(() => {
      const composed = rest()
        .then(() => compose(registration))
        .then((one) => {
          const file = one.bind(new Map(), rest);
          file.catch(() => undefined);
          return { ...one, file };
        });
      composed.catch(() => undefined);
      void composed.then(
        () => {
          if (current) ahead.current = { verdict, photo, enclosures, composed };
        },
        () => undefined,
      );
    }, 600);
    const drop = (): void => {
      current = false;
      clearTimeout(rested);
    };
    dropAhead.current = drop;
    return drop;
  }, [verdict, photo, enclosures]);

  const generate = async (confirmed: boolean): Promise<void> => {
    setAsked(true);
    setPictures((before) => (before.length > 0 ? [] : before));
    if (!verdict.ok) {
      say({ kind: 'none' });
      return;
    }
    const { registration, warnings } = verdict;
    setOutcome({ kind: 'working', sentence: '正在排版…' });
    try {
      const ready = ahead.current;
      // What is drawn for the click need not be drawn ahead beside it.
      if (ready?.verdict !== verdict) dropAhead.current();
      const composed = await (ready?.verdict === verdict &&
      ready.photo === photo &&
      ready.enclosures === enclosures
        ? ready.composed
        : compose(registration));
      const { drawn, font, bind } = composed;
      const sentences = [
        ...warnings.map((problem) => nameRow(problem, draft) + problem.sentence),
        ...composed.said,
      ];
      if (sentences.length > 0 && !confirmed) {
        say({ kind: 'ask', sentences });
        return;
      }
      let enclosed: Pictures = new Map();
      let file: Blob;
      if (hasPictures) {
        setOutcome({ kind: 'working', sentence: '正在把附件缩到合适的大小…' });
        const most = limit * 1_000_000;
        // What is no picture takes about a tenth of a megabyte; the file itself tells whether it was more.
        let room = most - 150_000;
        for (;;) {
          const smaller = await letDown(enclosures, masters, room, font, made.current);
          if (!smaller) {
            say({
              kind: 'failed',
              sentence: `附件缩到还看得清的最小，合起来仍超过 ${String(limit)} MB，没有生成。请拿掉几页，或选更大的上限；已填的内容都在。`,
            });
            return;
          }
          enclosed = smaller;
          file = await bind(enclosed);
          if (file.size <= most) break;
          room -= file.size - most + 1_000;
        }
      } else file = await (composed.file ?? bind(enclosed));
      const address = URL.createObjectURL(file);
      const name = `碳资产管理师${enclosures.length > 0 ? '报名材料' : '报名审核表'}-${registration.text.name}.pdf`;
      say({ kind: 'done', address, name, bytes: file.size, pictures: enclosed, sheet: drawn, font });
      setFiled(true);
      if (inWeChat) return;
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
    } catch (cause) {
      console.error(cause);
      say({
        kind: 'failed',
        sentence: '报名表没有生成：有文件没取到，多半是网络断了。已填的内容都在，请连上网络再按一次。',
      });
    }
  };

  const picture = async (): Promise<void> => {
    if (outcome.kind !== 'done') return;
    const { paint } = await openScreen();
    const bitmapOf = (jpeg: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> =>
      createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
    const bitmap = photo ? await bitmapOf(photo) : undefined;
    const addresses: string[] = [];
    for (const page of outcome.sheet.pages) {
      const bitmaps = new Map<string, ImageBitmap>();
      for (const mark of page.marks) {
        const jpeg = mark.kind === 'picture' ? outcome.pictures.get(mark.picture) : undefined;
        if (mark.kind === 'picture' && jpeg) bitmaps.set(mark.picture, await bitmapOf(jpeg));
      }
      // A data address, because WeChat saves a long-pressed picture from nothing else.
      addresses.push(
        bitmaps.size > 0
          ? paint(page, outcome.font, bitmap, bitmaps, 150).toDataURL('image/jpeg', 0.8)
          : paint(page, outcome.font, bitmap, bitmaps, 200).toDataURL('image/png'),
      );
      for (const one of bitmaps.values()) one.close();
    }
    setPictures(addresses);
  };

  const jump = (event: MouseEvent, { place }: Problem): void => {
    event.preventDefault();
    const target = document.getElementById(placeId(place));
    const control = target?.matches('input, select')
      ? target
      : (target?.querySelector<HTMLElement>('input:not([type=file])') ?? target);
    target?.scrollIntoView({ block: 'center' });
    control?.focus({ preventScroll: true });
  };

  // Drawn anew only when it has changed: a page is hundreds of outlines.
  const proofed = useMemo(
    () => proof && <Preview {...proof} photo={photoAddress} pictures={addresses} />,
    [proof, photoAddress, addresses],
  );
  const { level } = draft.values;
  const entries = useMemo(
    () => (
      <>
        <h2>身份</h2>
        <FieldGrid fields={['name', 'idType', 'idNumber', 'sex', 'birth', 'ethnicity', 'politics']} />
        <h2>学历</h2>
        <FieldGrid fields={['education', 'school', 'major', 'graduation']} />
        <Rows section="study" />
        <h2>工作</h2>
        <FieldGrid fields={['employer', 'post', 'title', 'years']} />
        <Rows section="work" />
        <Rows section="certificates" />
        <h2>联系方式</h2>
        <FieldGrid fields={['mobile', 'email', 'address', 'postcode']} />
        <h2>报考</h2>
        <FieldGrid fields={['level', 'sitting']} />
        <RadioField
          field="clause"
          wide
          none="先选报考级别，再从通知的条件里选一条。"
          choices={clauses
            .filter((one) => one.level === level)
            .map(({ id, label, text }) => ({
              id,
              label: (
                <>
                  <b class="num">{label}</b> {text}
                </>
              ),
            }))}
        />
        <h2>照片和附件</h2>
        <Photo photo={photo} address={photoAddress} round={round} />
        <Enclosures addresses={addresses} round={round} />
      </>
    ),
    [level, clauses, photo, photoAddress, addresses, round],
  );

  return (
    <DeskContext.Provider value={desk}>
      {onPaper && (
        <Printed
          registration={preview(draft, offer)}
          enclosures={enclosures}
          photo={photoAddress}
          pictures={addresses}
          day={day}
          onBack={() => {
            setOnPaper(false);
            setTimeout(() => toPaper.current?.focus(), 0);
          }}
        />
      )}
      <div hidden={onPaper}>
        <Keep
          shared={shared}
          onShared={(now) => {
            setShared(now);
            if (now && keeping.kind !== 'off') void dropDraft();
          }}
          onBroughtIn={() => {
            setAsked(false);
            setLeft(new Set());
            setNotes(new Map());
            setRound((before) => before + 1);
          }}
          onSaved={(withPhoto) => {
            setFiled((withPhoto || !photo) && enclosures.every(({ kind }) => kind === 'letter'));
          }}
        />
      </div>
      <div class="announced" role="status">
        {emptied !== '' && (
          <p class="bar" tabIndex={-1} ref={announced}>
            {emptied}
          </p>
        )}
      </div>
      <div class="undo" role="alert">
        {sayTrouble(keeping) !== '' && <p class="bar bad">{sayTrouble(keeping)}</p>}
        {warned && (
          <p class="bar ask">
            <span>
              <b>再过一分钟没有操作，填写的内容就会清空。</b>动一下键盘或点一下页面就接着填。
            </span>
            <button type="button" class="btn">
              我还在
            </button>
          </p>
        )}
      </div>
      <div class="registration" hidden={onPaper}>
        <form
          noValidate
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            void generate(false);
          }}
          onFocusCapture={() => {
            if (warmed.current) return;
            warmed.current = true;
            warmUp(day).catch(() => {
              warmed.current = false;
            });
          }}
        >
          {inWeChat && (
            <p class="bar ask">
              微信里不能保存生成的
              PDF。最好现在就点右上角“…”，选“在浏览器打开”，再开始填写；也可以在这里填好，生成图片后长按保存。
            </p>
          )}
          {entries}

          <h2>生成</h2>
          <p class="small">
            这是一份<strong>参考样式</strong>
            ：通知没有附表样，主办单位当期另有表样的，用主办单位的。承诺签名、单位意见和审核意见留空，打印后签字盖章。
          </p>
          <div ref={summary} tabIndex={-1} class="outcome" role="alert">
            {asked && errors.length > 0 && (
              <div class="bar bad">
                <h3>有 {errors.length} 处要改，改好才能生成</h3>
                <ul>
                  {errors.map((problem) => (
                    <li key={`${placeId(problem.place)} ${problem.sentence}`}>
                      <a
                        href={`#${placeId(problem.place)}`}
                        onClick={(event) => {
                          jump(event, problem);
                        }}
                      >
                        {nameRow(problem, draft)}
                        {problem.sentence}
                      </a>
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {outcome.kind === 'working' && <p class="bar">{outcome.sentence}</p>}
            {outcome.kind === 'failed' && <p class="bar bad">{outcome.sentence}</p>}
            {outcome.kind === 'ask' && (
              <div class="bar ask">
                <h3>生成前请看一眼</h3>
                <ul>
                  {outcome.sentences.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
                <p>
                  <button
                    type="button"
                    class="btn"
                    onClick={() => {
                      void generate(true);
                    }}
                  >
                    核对过了，生成{enclosures.length > 0 ? '报名材料' : '报名表'} PDF
                  </button>
                </p>
              </div>
            )}
            {outcome.kind === 'done' && (
              <div class="bar">
                <h3>
                  {outcome.pictures.size > 0 || enclosures.length > 0 ? '报名材料已生成' : '报名表已生成'}
                </h3>
                <p class="num">
                  {outcome.sheet.pages.length} 页，{sayBytes(outcome.bytes)}。请打开核对，用 A4 纸按 100%
                  打印。
                  {inWeChat && '微信里请点“存成图片”，再长按图片保存。'}
                </p>
                <p class="acts">
                  <a class="btn quiet" href={outcome.address} download={outcome.name}>
                    {inWeChat ? '下载 PDF' : '没有自动下载？点这里'}
                  </a>
                  <button
                    type="button"
                    class={inWeChat ? 'btn' : 'btn quiet'}
                    onClick={() => {
                      void picture();
                    }}
                  >
                    存成图片
                  </button>
                </p>
                {shared && (
                  <p>
                    这是公用电脑：先确认“下载”里有这个文件，拷走或发给自己，再把“下载”里的删除。
                    <button
                      type="button"
                      class="btn"
                      onClick={() => {
                        empty('填写的内容已清空。下载的 PDF 不在其内，请自己从“下载”里删除。');
                      }}
                    >
                      文件存好了，清空这一页
                    </button>
                  </p>
                )}
                {pictures.map((address, index) => (
                  <figure key={index}>
                    <img
                      class="paper"
                      src={address}
                      alt={`${enclosures.length > 0 ? '报名材料' : '报名表'}第 ${String(index + 1)} 页的图片`}
                    />
                    <figcaption class="small">长按（或右键）图片可保存。</figcaption>
                  </figure>
                ))}
              </div>
            )}
          </div>
          <p class="acts">
            <button type="submit" class="btn" disabled={outcome.kind === 'working'}>
              生成{enclosures.length > 0 ? '报名材料' : '报名表'} PDF
            </button>
            <button
              type="button"
              class="btn quiet"
              ref={toPaper}
              onClick={() => {
                setOnPaper(true);
              }}
            >
              打印版（网页）
            </button>
            <button
              type="button"
              class="btn quiet"
              ref={emptier}
              onClick={() => {
                clear('已清空报名表。');
                setAsked(false);
                setLeft(new Set());
                setNotes(new Map());
                setRound(round + 1);
              }}
            >
              清空
            </button>
          </p>
          <p class="small">
            还要准备的材料见<a href={routes.materials}>报名材料</a>；拿不准符合哪一条，先做
            <a href={routes.eligibility}>我能报吗</a>。
          </p>
          <div class="undo" role="status">
            {taken && (
              <p class="bar">
                <span>{taken.said}</span>
                <button
                  type="button"
                  class="btn quiet"
                  onClick={() => {
                    // This button goes: the focus stays with what came back.
                    if (taken.kind === 'row') returning.current = `${taken.section}-${taken.row.key}-from`;
                    else if (taken.kind === 'order')
                      document.getElementById(`section-${taken.section}`)?.focus();
                    else if (taken.kind === 'enclosure') document.getElementById('enclosures')?.focus();
                    else emptier.current?.focus();
                    undo();
                  }}
                >
                  撤销
                </button>
                <button
                  type="button"
                  class="btn quiet shut"
                  aria-label="关闭这条提示"
                  onClick={() => {
                    dropUndo();
                    summary.current?.focus({ preventScroll: true });
                  }}
                >
                  <svg
                    viewBox="0 0 24 24"
                    width="18"
                    height="18"
                    fill="none"
                    stroke="currentColor"
                    stroke-width="1.8"
                  >
                    <path d="M5 5l14 14M19 5L5 19" />
                  </svg>
                </button>
              </p>
            )}
          </div>
        </form>
        <aside aria-label="预览">
          <details class="proof-of" open={matchMedia('(min-width: 68rem)').matches}>
            <summary class="tap">预览报名表</summary>
            {proofed ?? <p class="small">正在取字形…</p>}
          </details>
        </aside>
      </div>
    </DeskContext.Provider>
  );
}
