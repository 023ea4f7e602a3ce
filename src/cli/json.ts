import { findNodeAtLocation, type JSONPath, parseTree, printParseErrorCode, visit } from 'jsonc-parser'
import { jsonProblem } from '#text/plan.ts'
import { BadInput, type Source, type Where, whereAt } from './problem.ts'

export type JsonDocument = {
  value: unknown
  /** Where the value of a path stands; of one that is missing, where the object around it does. */
  whereValue(path: JSONPath): Where
  /** Where the last name of a path stands. */
  whereName(path: JSONPath): Where
}

/** Deeper than any input of ours, and far from where a parser's own calls would overflow. */
const DEEPEST = 20

/** Reads JSON to the letter: without comments, without commas too many, each name once in an object. */
export function readJson(source: Source): JsonDocument {
  checkSyntax(source)
  const whereNode = (path: JSONPath, pick: 'name' | 'value'): Where => {
    // A tree with places takes many times the room of the values, so it is grown only for a problem.
    const root = parseTree(source.text)
    for (let length = path.length; root && length >= 0; length -= 1) {
      const node = findNodeAtLocation(root, path.slice(0, length))
      const name = length === path.length && pick === 'name' ? node?.parent?.children?.[0] : undefined
      if (node) return whereAt(source, (name ?? node).offset)
    }
    return whereAt(source, 0)
  }
  return {
    value: JSON.parse(source.text),
    whereValue: (path) => whereNode(path, 'value'),
    whereName: (path) => whereNode(path, 'name'),
  }
}

function checkSyntax({ file, text }: Source): void {
  let depth = 0
  const names: Set<string>[] = []
  const fail = (problem: string, line: number, column: number, name?: string): never => {
    throw new BadInput(jsonProblem(problem, name), { file, line: line + 1, column: column + 1 })
  }
  const enter = (line: number, column: number) => {
    depth += 1
    if (depth > DEEPEST) fail('TooDeep', line, column)
  }
  visit(
    text,
    {
      onObjectBegin: (_offset, _length, line, column) => {
        enter(line, column)
        names.push(new Set())
      },
      onArrayBegin: (_offset, _length, line, column) => enter(line, column),
      onObjectProperty: (name, _offset, _length, line, column) => {
        // Objects of JavaScript have a meaning of their own for this name, and the schema drops it in silence.
        if (name === '__proto__') fail('NameOdd', line, column, name)
        if (names.at(-1)?.has(name)) fail('NameTwice', line, column, name)
        names.at(-1)?.add(name)
      },
      onObjectEnd: () => {
        depth -= 1
        names.pop()
      },
      onArrayEnd: () => {
        depth -= 1
      },
      onError: (code, _offset, _length, line, column) => fail(printParseErrorCode(code), line, column),
    },
    { disallowComments: true },
  )
}
