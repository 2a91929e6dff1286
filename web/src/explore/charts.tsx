// The charts of the analysis.
import type { Analysis } from '../api/types';
import { axis, Chart } from '../parts/chart';
import { spreadColours, topicColour } from '../topics/colours';
import { decadeShares, type Decades } from './decades';

const kBlueToRust = { light: ['#2a62b0', '#f1f0f4', '#b5401f'], dark: ['#5f9cf0', '#26252d', '#f0825f'] };

export function Correlation({ correlation }: { correlation: NonNullable<Analysis['correlation']> }) {
  const { features, matrix } = correlation;
  const cells = matrix.flatMap((row, y) =>
    row.map((value, x) => [x, y, value === null ? '-' : Number(value.toFixed(3))]),
  );
  return (
    <Chart
      label={`Correlations between ${features.length} features; the table of strongest ones follows`}
      height={Math.max(260, 90 + 24 * features.length)}
      version={JSON.stringify(matrix)}
      option={(inks, scheme) => ({
        grid: { left: 8, right: 8, top: 8, bottom: 64, containLabel: true },
        xAxis: axis(inks, { type: 'category', data: features, axisLabel: { rotate: 45, color: inks.quiet } }),
        yAxis: axis(inks, { type: 'category', data: features, inverse: true }),
        visualMap: {
          min: -1,
          max: 1,
          orient: 'horizontal',
          left: 'center',
          bottom: 0,
          precision: 1,
          inRange: { color: kBlueToRust[scheme] },
          textStyle: { color: inks.quiet },
        },
        series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: inks.surface, borderWidth: 1 } }],
      })}
    />
  );
}

/** The strongest correlations, for those who cannot read the colours. */
export function strongest(correlation: NonNullable<Analysis['correlation']>, most: number) {
  const pairs: { a: string; b: string; value: number }[] = [];
  correlation.matrix.forEach((row, i) =>
    row.slice(0, i).forEach((value, j) => {
      if (value !== null) pairs.push({ a: correlation.features[i] ?? '', b: correlation.features[j] ?? '', value });
    }),
  );
  return pairs.sort((x, y) => Math.abs(y.value) - Math.abs(x.value)).slice(0, most);
}

/** Drawn as shares of each decade. */
export function TopicsByDecade({ decades, topics, songs }: Decades) {
  const shares = decadeShares({ decades, topics, songs });
  return (
    <Chart
      label={`Share of each topic by decade, ${decades[0] ?? ''} to ${decades.at(-1) ?? ''}`}
      height={340}
      version={JSON.stringify(songs)}
      option={(inks, scheme) => ({
        grid: { left: 8, right: 8, top: 56, bottom: 8, containLabel: true },
        legend: { top: 0, left: 0, icon: 'circle', itemWidth: 10, textStyle: { color: inks.quiet } },
        xAxis: axis(inks, { type: 'category', data: decades }),
        yAxis: axis(inks, { type: 'value', max: 100, axisLabel: { formatter: '{value} %', color: inks.quiet } }),
        series: topics.map((topic, t) => ({
          name: topic,
          type: 'bar',
          stack: 'all',
          barWidth: '72%',
          itemStyle: { color: topicColour(topic, scheme), borderColor: inks.surface, borderWidth: 1 },
          data: shares[t] ?? [],
        })),
      })}
    />
  );
}

export function ClusterScan({ kmeans }: { kmeans: NonNullable<Analysis['kmeans']> }) {
  const scan = kmeans.scan ?? [];
  return (
    <Chart
      label={`Inertia and silhouette for ${scan.length} numbers of clusters; ${kmeans.k} was chosen`}
      height={240}
      version={JSON.stringify(scan)}
      option={(inks) => ({
        grid: { left: 8, right: 8, top: 48, bottom: 24, containLabel: true },
        legend: { top: 0, left: 0, textStyle: { color: inks.quiet } },
        xAxis: axis(inks, {
          type: 'category',
          data: scan.map((line) => line.k),
          name: 'clusters',
          nameLocation: 'middle',
          nameGap: 26,
        }),
        yAxis: [
          axis(inks, { type: 'value', scale: true }),
          axis(inks, { type: 'value', scale: true, splitLine: { show: false } }),
        ],
        series: [
          { name: 'inertia', type: 'line', data: scan.map((line) => line.inertia), color: inks.quiet },
          {
            name: 'silhouette',
            type: 'line',
            yAxisIndex: 1,
            data: scan.map((line) => line.silhouette),
            color: inks.ink,
            lineStyle: { type: 'dashed' },
          },
        ],
      })}
    />
  );
}

export function ClusterSizes({ sizes, names }: { sizes: number[]; names: string[] }) {
  return (
    <Chart
      label={`Songs in each of ${sizes.length} clusters: ${sizes.map((size, i) => `${names[i]} ${size}`).join(', ')}`}
      height={Math.max(160, 36 * sizes.length + 40)}
      version={JSON.stringify(sizes)}
      option={(inks, scheme) => ({
        grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
        xAxis: axis(inks, { type: 'value', axisLabel: { show: false }, splitLine: { show: false } }),
        yAxis: axis(inks, {
          type: 'category',
          data: names,
          inverse: true,
          axisLabel: { width: 140, overflow: 'truncate', color: inks.quiet },
        }),
        series: [
          {
            type: 'bar',
            barMaxWidth: 16,
            label: { show: true, position: 'right', color: inks.ink },
            data: sizes.map((value, i) => ({
              value,
              itemStyle: { color: spreadColours(sizes.length, scheme)[i], borderRadius: 8 },
            })),
          },
        ],
      })}
    />
  );
}
