/** What is pressed: buttons and the overflow menu. */
import type { Button, Overflow } from '@slack/types'
import { useEffect, useRef, useState } from 'react'
import { useConfirm } from './confirm.tsx'
import { fieldValue } from './field-value.ts'
import { InlineText } from './mrkdwn.tsx'
import { useSurface } from './surface.tsx'

export function ButtonElement({ element, blockId }: { element: Button; blockId: string }) {
  const { press, pressing } = useSurface()
  const [ask, dialog] = useConfirm()
  const actionId = element.action_id ?? ''
  const isPressing = pressing === `${blockId} ${actionId}`
  const run = () => {
    if (element.url) window.open(element.url, '_blank', 'noopener,noreferrer')
    void press(blockId, actionId)
  }
  return (
    <>
      <button
        type="button"
        className={`button ${element.style ? `button-${element.style}` : ''}`}
        // Not `disabled`: a disabled button loses the focus, and the next Tab would start at the top of the page.
        aria-disabled={pressing !== undefined}
        aria-busy={isPressing}
        aria-label={element.accessibility_label}
        onClick={() => pressing === undefined && ask(element.confirm, run)}
      >
        <InlineText text={element.text} />
        {element.url && (
          <span aria-hidden="true" className="button-out">
            ↗
          </span>
        )}
      </button>
      {dialog}
    </>
  )
}

export function OverflowElement({ element, blockId }: { element: Overflow; blockId: string }) {
  const { press } = useSurface()
  const [ask, dialog] = useConfirm()
  const { isOpen, toggle, close, ref } = useDisclosure()
  return (
    <div className="menu" ref={ref}>
      <button
        type="button"
        className="button button-icon"
        aria-expanded={isOpen}
        aria-label="More actions"
        onClick={toggle}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {isOpen && (
        <ul className="menu-list">
          {element.options.map((option) => (
            <li key={option.value}>
              <button
                type="button"
                className="menu-item"
                onClick={() => {
                  close()
                  ask(element.confirm, () => {
                    if (option.url) window.open(option.url, '_blank', 'noopener,noreferrer')
                    void press(blockId, element.action_id ?? '', fieldValue('overflow', option))
                  })
                }}
              >
                <InlineText text={option.text} />
                {option.description && (
                  <small>
                    <InlineText text={option.description} />
                  </small>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
      {dialog}
    </div>
  )
}

/** Something that opens beside its button and closes with Escape or a press elsewhere; Escape returns the focus. */
export function useDisclosure() {
  const ref = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    if (!isOpen) return
    const close = () => {
      setOpen(false)
      ref.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // Inside a modal, Escape would otherwise close the modal as well.
      event.preventDefault()
      event.stopPropagation()
      close()
    }
    const onPress = (event: PointerEvent) => {
      if (!ref.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('pointerdown', onPress)
    return () => {
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('pointerdown', onPress)
    }
  }, [isOpen])
  const close = () => {
    ref.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
    setOpen(false)
  }
  return { isOpen, toggle: () => setOpen(!isOpen), close, ref }
}
