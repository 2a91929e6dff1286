// An ECharts chart that follows the size of its place and the colours of the page. Loaded with the views that draw.
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import type { EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'preact/hooks';
import { useStore } from '../state/store';
import { scheme as schemeStore } from '../state/theme';
import type { Scheme } from '../topics/colours';

echarts.use([
  BarChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

export interface Inks {
  ink: string;
  quiet: string;
  line: string;
  surface: string;
}

/** The page's colours as a canvas can take them. */
export const kInks: Record<Scheme, Inks> = {
  light: { ink: '#17161d', quiet: '#5a5866', line: '#e2e1e8', surface: '#ffffff' },
  dark: { ink: '#f2f1f6', quiet: '#a9a6b5', line: '#2e2c35', surface: '#1a191f' },
};

interface Props {
  /** What the chart says, for those who do not see it. */
  label: string;
  height: number;
  option: (inks: Inks, scheme: Scheme) => EChartsCoreOption;
  /** Changes when the option does. */
  version: string;
}

export function Chart({ label, height, option, version }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useStore(schemeStore);
  useEffect(() => {
    if (!place.current) return;
    const chart = echarts.init(place.current, null, { renderer: 'canvas' });
    const inks = kInks[scheme];
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'Figtree Variable, system-ui, sans-serif', color: inks.quiet },
      // Drawn on the canvas: a tooltip of HTML would need inline styles, which the page's policy forbids.
      tooltip: {
        renderMode: 'richText',
        backgroundColor: inks.ink,
        textStyle: { color: inks.surface },
        borderWidth: 0,
      },
      ...option(inks, scheme),
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [scheme, version]);
  return <div ref={place} role="img" aria-label={label} style={{ height: `${height}px`, width: '100%' }} />;
}

export const axis = (inks: Inks, more: object = {}) => ({
  axisLine: { lineStyle: { color: inks.line } },
  axisTick: { show: false },
  axisLabel: { color: inks.quiet },
  splitLine: { lineStyle: { color: inks.line } },
  nameTextStyle: { color: inks.quiet },
  ...more,
});
