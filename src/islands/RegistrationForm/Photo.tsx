/** The photo: chosen, checked by its bytes, moved under a frame of 35:49, kept as a JPEG of 413 × 579 pixels. */
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  clampCrop,
  firstCrop,
  frame,
  photoSize,
  readPicture,
  withResolution,
  type Crop,
} from '../../domain/registration/picture.ts';
import { keepPhoto, pastePhoto } from '../../stores/registration.ts';
import { useDesk } from './desk.ts';

interface Props {
  /** The photo as kept, and its address in memory. */
  readonly photo: Uint8Array<ArrayBuffer> | undefined;
  readonly address: string | undefined;
  /** Changes when the form is emptied: what is open here is then closed. */
  readonly round: number;
}

/** Decodes with the turn that EXIF asks for; a picture that takes longer than ten seconds is given up. */
async function decode(file: Blob): Promise<ImageBitmap> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => {
      reject(new Error('too slow'));
    }, 10_000);
  });
  return Promise.race([createImageBitmap(file, { imageOrientation: 'from-image' }), late]);
}

/** The cut picture as a JPEG. A canvas writes neither EXIF nor place. */
async function encode(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', 0.92);
  });
  return blob ? withResolution(new Uint8Array(await blob.arrayBuffer())).slice() : undefined;
}

export function Photo({ photo, address, round }: Props) {
  const desk = useDesk();
  const [picture, setPicture] = useState<ImageBitmap | undefined>(undefined);
  const [crop, setCrop] = useState<Crop>(firstCrop);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState('');
  const canvas = useRef<HTMLCanvasElement>(null);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const paste = desk.draft.photo === 'paste';
  const problems = desk.problemsAt('photo');

  useEffect(() => {
    setPicture(undefined);
    setRefused('');
    setSaid('');
  }, [round]);

  // Draws what the frame holds, and keeps it once the hand has rested.
  useEffect(() => {
    const ink = canvas.current?.getContext('2d');
    if (!picture || !ink || !canvas.current) return undefined;
    const board = canvas.current;
    const { left, top, across, down } = frame(crop, picture.width, picture.height);
    ink.imageSmoothingQuality = 'high';
    ink.fillStyle = '#fff';
    ink.fillRect(0, 0, photoSize.width, photoSize.height);
    ink.drawImage(picture, left, top, across, down, 0, 0, photoSize.width, photoSize.height);
    const rested = setTimeout(() => {
      void encode(board).then((jpeg) => {
        if (jpeg) keepPhoto(jpeg);
      });
    }, 250);
    return () => {
      clearTimeout(rested);
    };
  }, [picture, crop]);

  const change = (next: (crop: Crop) => Crop): void => {
    if (picture) setCrop((before) => clampCrop(next(before), picture.width, picture.height));
  };
  /** Moves the picture under the frame by a share of the frame. */
  const move = (right: number, down: number): void => {
    change((before) => {
      if (!picture) return before;
      const window = frame(before, picture.width, picture.height);
      return {
        ...before,
        x: before.x - (right * window.across) / picture.width,
        y: before.y - (down * window.down) / picture.height,
      };
    });
  };
  const zoomBy = (factor: number): void => {
    change((before) => ({ ...before, zoom: before.zoom * factor }));
  };

  const choose = async (file: File): Promise<void> => {
    setRefused('');
    setSaid('正在打开照片…');
    const refuse = (sentence: string): void => {
      setSaid('');
      setRefused(sentence);
    };
    // The size is asked first, so that a huge file is not even read.
    if (file.size > 15 * 1024 * 1024) {
      refuse(`这个文件有 ${String(Math.ceil(file.size / 1024 / 1024))} MB，超过 15 MB，请先缩小再选。`);
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const read = readPicture(bytes);
    if (!read.ok) {
      refuse(read.sentence);
      return;
    }
    try {
      const decoded = await decode(new Blob([bytes], { type: `image/${read.kind}` }));
      const first = clampCrop(firstCrop, decoded.width, decoded.height);
      const { across } = frame(first, decoded.width, decoded.height);
      // A photo chosen now is wanted on the sheet.
      pastePhoto(false);
      setPicture(decoded);
      setCrop(first);
      setSaid(
        across < photoSize.width
          ? `照片已打开，但只有 ${String(decoded.width)}×${String(decoded.height)} 像素，印出来会发虚，最好换一张大些的。`
          : '照片已打开。把头像移到框内，松手即自动保留。',
      );
    } catch {
      refuse('浏览器打不开这张照片，它可能已损坏。已填的内容都在，请换一张。');
    }
  };

  const drag = (event: PointerEvent): void => {
    const before = fingers.current.get(event.pointerId);
    if (!before || !(event.currentTarget instanceof HTMLElement)) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    const now = { x: event.clientX, y: event.clientY };
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const gap = (point: { x: number; y: number }): number =>
        Math.hypot(point.x - other.x, point.y - other.y);
      zoomBy(gap(now) / Math.max(1, gap(before)));
    } else move((now.x - before.x) / width, (now.y - before.y) / height);
    fingers.current.set(event.pointerId, now);
  };
  const drop = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
  };
  const press = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => {
        move(-0.02, 0);
      },
      ArrowRight: () => {
        move(0.02, 0);
      },
      ArrowUp: () => {
        move(0, -0.02);
      },
      ArrowDown: () => {
        move(0, 0.02);
      },
      '+': () => {
        zoomBy(1.05);
      },
      '=': () => {
        zoomBy(1.05);
      },
      '-': () => {
        zoomBy(1 / 1.05);
      },
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };

  return (
    <fieldset class="photo-of" id="photo" tabIndex={-1} aria-describedby="photo-hint photo-err">
      <legend>照片</legend>
      <p class="hint" id="photo-hint">
        二寸免冠蓝底彩色。JPEG、PNG 或 WebP，不超过 15 MB；裁成 35×49 毫米、{photoSize.width}×
        {photoSize.height} 像素，不带拍摄地点等信息。
      </p>
      <div class="photo-cols">
        <div class="frame">
          {picture ? (
            <button
              type="button"
              class="crop"
              aria-label="裁切框：拖动照片，或用方向键移动、加减号缩放"
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
              }}
              onPointerMove={drag}
              onPointerUp={drop}
              onPointerCancel={drop}
              onKeyDown={press}
            >
              <canvas ref={canvas} width={photoSize.width} height={photoSize.height} />
            </button>
          ) : address !== undefined ? (
            <img src={address} width={photoSize.width} height={photoSize.height} alt="已裁好的照片" />
          ) : (
            <p class="empty">35×49 毫米</p>
          )}
        </div>
        <div class="photo-acts">
          <p>
            <label class="btn quiet pick">
              {photo ? '换一张照片' : '选择照片'}
              <input
                type="file"
                class="visually-hidden"
                accept="image/jpeg,image/png,image/webp"
                onChange={(event) => {
                  const input = event.currentTarget;
                  const file = input.files?.[0];
                  if (file)
                    void choose(file).finally(() => {
                      input.value = '';
                    });
                }}
              />
            </label>
          </p>
          {picture && (
            <>
              <label class="zoom">
                缩放
                <input
                  type="range"
                  min={1}
                  max={8}
                  step={0.05}
                  value={crop.zoom}
                  onInput={(event) => {
                    const zoom = Number(event.currentTarget.value);
                    change((before) => ({ ...before, zoom }));
                  }}
                />
              </label>
              <div class="nudge" role="group" aria-label="移动照片">
                {(
                  [
                    ['左', -0.04, 0],
                    ['右', 0.04, 0],
                    ['上', 0, -0.04],
                    ['下', 0, 0.04],
                  ] as const
                ).map(([name, right, down]) => (
                  <button
                    key={name}
                    type="button"
                    class="btn quiet"
                    onClick={() => {
                      move(right, down);
                    }}
                  >
                    <span class="visually-hidden">照片向</span>
                    {name}
                    <span class="visually-hidden">移</span>
                  </button>
                ))}
              </div>
            </>
          )}
          {address !== undefined && (
            <p>
              <a class="btn quiet" href={address} download="二寸照片-413x579.jpg">
                单独下载照片
              </a>
            </p>
          )}
          <label class="opt">
            <input
              type="checkbox"
              autocomplete="off"
              checked={paste}
              onChange={(event) => {
                pastePhoto(event.currentTarget.checked);
              }}
            />
            <span>打印后粘贴照片</span>
          </label>
          {paste && photo && <p class="hint">裁好的照片还留着，只是不印在表上；取消勾选就印上。</p>}
        </div>
      </div>
      <p class="mended" role="status">
        {said}
      </p>
      <div id="photo-err" role="alert">
        {refused !== '' && (
          <p class="err">
            <b>没有采用：</b>
            {refused}
          </p>
        )}
        {refused === '' &&
          problems.map(({ sentence }) => (
            <p class="err" key={sentence}>
              <b>要改：</b>
              {sentence}
            </p>
          ))}
      </div>
    </fieldset>
  );
}
