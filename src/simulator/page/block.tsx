/** Draws the blocks that the app sent, in their order. */
import type { ContextBlock, ImageBlock, InputBlock, KnownBlock, SectionBlock } from '@slack/types'
import { ButtonElement, OverflowElement } from './button.tsx'
import { Field } from './field.tsx'
import type { FieldElement } from './field-value.ts'
import { keyed } from './keyed.ts'
import { InlineText, TextBlock } from './mrkdwn.tsx'
import { RichText } from './rich-text.tsx'
import { useSurface } from './surface.tsx'
import { Table } from './table.tsx'

/** Blocks of one surface. `headingLevel` is that of `header` blocks within the page's outline. */
export function Blocks({ blocks, headingLevel }: { blocks: KnownBlock[]; headingLevel: 2 | 3 }) {
  return (
    <div className="blocks">
      {keyed(blocks).map(({ key, item }) => (
        <BlockItem
          // What an app publishes anew has new ids, and a press or the focus must not be lost by that; only a field is
          // another one with another id.
          key={item.type === 'input' ? (item.block_id ?? key) : key}
          block={item}
          headingLevel={headingLevel}
        />
      ))}
    </div>
  )
}

function BlockItem({ block, headingLevel }: { block: KnownBlock; headingLevel: 2 | 3 }) {
  const blockId = block.block_id ?? ''
  switch (block.type) {
    case 'header': {
      const Heading = `h${headingLevel}` as const
      return (
        <Heading className="block-header">
          <InlineText text={block.text} />
        </Heading>
      )
    }
    case 'section':
      return <Section block={block} />
    case 'context':
      return <Context block={block} />
    case 'actions':
      return (
        <div className="block-actions">
          {block.elements.map((element) => (
            <Element key={element.action_id} element={element as unknown as FieldElement} blockId={blockId} />
          ))}
        </div>
      )
    case 'divider':
      return <hr />
    case 'input':
      return <Input block={block} />
    case 'image':
      return <Picture block={block} />
    case 'rich_text':
      return <RichText block={block} />
    case 'table':
      return <Table block={block} />
    case 'alert':
      return (
        <div className={`block-alert block-alert-${block.level ?? 'default'}`}>
          <TextBlock text={block.text} />
        </div>
      )
    default:
      // Said aloud instead of left out, so that whoever writes the app notices.
      return <p className="unknown">This page cannot draw the block “{block.type}”.</p>
  }
}

function Section({ block }: { block: SectionBlock }) {
  const { idPrefix } = useSurface()
  const blockId = block.block_id ?? ''
  const textId = `${idPrefix}-${blockId}-text`
  return (
    <div className="block-section">
      <div className="block-section-text">
        {block.text && (
          <div id={textId} className="prose">
            <TextBlock text={block.text} />
          </div>
        )}
        {block.fields && (
          <div className="block-fields">
            {keyed(block.fields).map(({ key, item: text }) => (
              <div key={key} className="prose">
                <TextBlock text={text} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div className="block-accessory">
          <Element
            element={block.accessory as unknown as FieldElement}
            blockId={blockId}
            {...(block.text && { describedBy: textId })}
          />
        </div>
      )}
    </div>
  )
}

type ElementProps = { element: FieldElement; blockId: string; describedBy?: string }

/** An element that stands for itself, beside a text or in a row of others. */
function Element({ element, blockId, describedBy }: ElementProps) {
  const { idPrefix } = useSurface()
  if (element.type === 'button') return <ButtonElement element={element as never} blockId={blockId} />
  if (element.type === 'overflow') return <OverflowElement element={element as never} blockId={blockId} />
  if (element.type === 'image') {
    return <img className="block-thumb" src={element.image_url as string} alt={element.alt_text as string} />
  }
  const label = (element.placeholder as { text: string } | undefined)?.text ?? 'Choose'
  const ties = {
    id: `${idPrefix}-${blockId}-${element.action_id}`,
    label,
    ...(describedBy && { describedBy }),
  }
  return <Field element={element} blockId={blockId} ties={ties} isTold />
}

function Input({ block }: { block: InputBlock }) {
  const { idPrefix, errors } = useSurface()
  const blockId = block.block_id ?? ''
  const id = `${idPrefix}-${blockId}`
  const error = errors[blockId]
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const element = block.element as unknown as FieldElement
  return (
    <div className="block-input">
      <label id={`${id}-label`} htmlFor={`${id}-field`}>
        <InlineText text={block.label} />
        {block.optional && <span className="quiet"> (optional)</span>}
      </label>
      <Field
        element={element}
        blockId={blockId}
        isTold={block.dispatch_action ?? false}
        ties={{
          id: `${id}-field`,
          labelledBy: `${id}-label`,
          isInvalid: error !== undefined,
          isRequired: !block.optional,
          ...(described && { describedBy: described }),
        }}
      />
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
      {block.hint && (
        <p id={`${id}-hint`} className="quiet field-hint">
          <InlineText text={block.hint} />
        </p>
      )}
    </div>
  )
}

function Context({ block }: { block: ContextBlock }) {
  return (
    <div className="block-context">
      {keyed(block.elements).map(({ key, item: element }) => {
        if (element.type !== 'image') {
          return (
            <div key={key} className="prose">
              <TextBlock text={element} />
            </div>
          )
        }
        return 'image_url' in element && <img key={key} src={element.image_url} alt={element.alt_text} />
      })}
    </div>
  )
}

function Picture({ block }: { block: ImageBlock }) {
  return (
    <figure>
      {block.title && (
        <figcaption>
          <InlineText text={block.title} />
        </figcaption>
      )}
      {'image_url' in block ? (
        <img src={block.image_url} alt={block.alt_text} />
      ) : (
        <p className="unknown">{block.alt_text}</p>
      )}
    </figure>
  )
}
