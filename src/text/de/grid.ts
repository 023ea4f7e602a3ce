export * from '../en/grid.ts'
