/** Draws table blocks; the first row is the head, as in Slack. */
import type { TableBlock } from '@slack/types'
import { keyed } from './keyed.ts'
import { RichText } from './rich-text.tsx'

type Cell = TableBlock['rows'][number][number]

export function Table({ block }: { block: TableBlock }) {
  const [head = [], ...rows] = block.rows
  const align = (column: number) => ({ textAlign: block.column_settings?.[column]?.align ?? 'left' }) as const
  // Slack wraps a column only where the app asks for it.
  const wrap = (column: number) => (block.column_settings?.[column]?.is_wrapped ? 'wrapped' : undefined)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would say that there is something to fill in
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen could not be scrolled by keyboard otherwise
    <div className="block-table" role="group" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {keyed(head).map(({ key, item, index }) => (
              <th key={key} scope="col" style={align(index)} className={wrap(index)}>
                <CellText cell={item} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(rows).map(({ key, item: row }) => (
            <tr key={key}>
              {keyed(row).map(({ key, item, index }) => (
                <td key={key} style={align(index)} className={wrap(index)}>
                  <CellText cell={item} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CellText({ cell }: { cell: Cell }) {
  return cell.type === 'rich_text' ? <RichText block={cell} /> : cell.text
}
