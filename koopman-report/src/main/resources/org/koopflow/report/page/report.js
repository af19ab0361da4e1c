(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('koopflow-data').textContent);
  const $ = id => document.getElementById(id);
  const spectrum = data.spectrum || {};
  const modes = spectrum.modes || [];

  // ---------------------------------------------------------------- small things

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => {
      if (key === 'text') made.textContent = value;
      else made.setAttribute(key, value);
    });
    made.append(...children);
    return made;
  }

  const isNumber = value => typeof value === 'number' && isFinite(value);

  function text(value, digits = 3) {
    if (!isNumber(value)) return '–';
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(digits - 1);
    return String(Number(value.toPrecision(digits)));
  }

  const percent = value => isNumber(value) ? text(100 * value) + ' %' : '–';
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  function facts(list, pairs) {
    list.replaceChildren(...pairs.filter(pair => pair[1] !== undefined && pair[1] !== null)
      .flatMap(([name, value]) => [element('dt', {text: name}), element('dd', {text: String(value)})]));
  }

  function show(id) {
    const section = $(id);
    section.hidden = false;
  }

  function bytes(base64) {
    return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  }

  // ---------------------------------------------------------------- charts

  const drawn = new Map();

  /** Draws a chart, and again when the colours of the page change. */
  function draw(host, options) {
    let entry = drawn.get(host);
    if (!entry) {
      entry = {chart: echarts.init(host), options};
      drawn.set(host, entry);
      // Not within the notification itself, since a resized chart may change the layout again.
      new ResizeObserver(() => requestAnimationFrame(() => {
        if (host.clientWidth !== entry.chart.getWidth() || host.clientHeight !== entry.chart.getHeight()) {
          entry.chart.resize();
          if (entry.placed) entry.placed();
        }
      })).observe(host);
    }
    entry.options = options;
    entry.chart.setOption(complete(options()), true);
    return entry;
  }

  function complete(option) {
    const axis = each => Object.assign({
      nameLocation: 'middle', nameGap: 26,
      axisLine: {lineStyle: {color: colour('line')}},
      axisLabel: {color: colour('soft'), hideOverlap: true, fontSize: 11},
      nameTextStyle: {color: colour('soft'), fontSize: 12},
      splitLine: {lineStyle: {color: colour('line'), opacity: 0.6}},
      axisTick: {show: false}
    }, each, each.axisLabel
      ? {axisLabel: Object.assign({color: colour('soft'), hideOverlap: true, fontSize: 11}, each.axisLabel)} : {});
    return Object.assign({
      animation: false,
      backgroundColor: 'transparent',
      textStyle: {color: colour('ink'), fontFamily: 'inherit'},
      grid: {left: 52, right: 14, top: 30, bottom: 42}
    }, option, {
      xAxis: [].concat(option.xAxis || []).map(axis),
      yAxis: [].concat(option.yAxis || []).map(axis),
      legend: option.legend === false ? undefined : Object.assign(
        {top: 0, type: 'scroll', textStyle: {color: colour('soft'), fontSize: 11}, icon: 'roundRect', itemWidth: 12, itemHeight: 8},
        option.legend || {}),
      tooltip: option.tooltip === false ? undefined : Object.assign({
        confine: true, backgroundColor: colour('sheet'), borderColor: colour('line'),
        textStyle: {color: colour('ink'), fontSize: 12}, valueFormatter: value => text(value)
      }, option.tooltip || {})
    });
  }

  function recolour() {
    drawn.forEach(entry => entry.chart.setOption(complete(entry.options()), true));
    repaint.forEach(again => again());
  }

  /** Pictures whose colours are those of the page. */
  const repaint = new Map();

  function range(arrays, margin = 0.05) {
    let low = Infinity, high = -Infinity;
    arrays.forEach(values => values.forEach(value => {
      if (isNumber(value)) { low = Math.min(low, value); high = Math.max(high, value); }
    }));
    if (!(low <= high)) return [-1, 1];
    const room = margin * (high - low) || 1;
    return [low - room, high + room];
  }

  /** The same scale on both axes of a square. */
  function square(xs, ys) {
    const [x0, x1] = range(xs), [y0, y1] = range(ys);
    const half = Math.max(x1 - x0, y1 - y0) / 2;
    const nice = value => Number(value.toPrecision(3));
    return {
      x: {min: nice((x0 + x1) / 2 - half), max: nice((x0 + x1) / 2 + half)},
      y: {min: nice((y0 + y1) / 2 - half), max: nice((y0 + y1) / 2 + half)}
    };
  }

  const zip = cloud => cloud.x.map((x, i) => [x, cloud.y[i]]);
  const ends = {showMinLabel: false, showMaxLabel: false};

  function scatter(name, cloud, shade, size, opacity) {
    return {name, type: 'scatter', data: zip(cloud), symbolSize: size, silent: true,
      itemStyle: {color: shade, opacity}};
  }

  function histogram(values, low, high) {
    const bins = 48, width = (high - low) / bins, counts = new Array(bins).fill(0);
    values.forEach(value => {
      const bin = Math.floor((value - low) / width);
      if (bin >= 0 && bin < bins) counts[bin] += 1 / (width * values.length);
    });
    return counts.map((count, bin) => [low + (bin + 0.5) * width, count]);
  }

  // ---------------------------------------------------------------- pictures

  /** Three channels are red, green and blue; of any other number the first is shown in grey. */
  function picture(base64, label) {
    const view = data.view;
    const canvas = element('canvas', {width: view.width, height: view.height, role: 'img', 'aria-label': label});
    const image = new ImageData(view.width, view.height);
    const values = bytes(base64), pixels = view.width * view.height;
    for (let i = 0; i < pixels; i++) {
      const channel = view.channels === 3 ? k => values[k * pixels + i] : () => values[i];
      image.data.set([channel(0), channel(1), channel(2), 255], 4 * i);
    }
    canvas.getContext('2d').putImageData(image, 0, 0);
    return canvas;
  }

  function rgb(name) {
    const hex = colour(name).replace('#', '');
    return [0, 2, 4].map(i => parseInt(hex.slice(i, i + 2), 16));
  }

  /** Blue where something is taken away, orange where it is added; from -127 to 127. */
  function signed(values, label) {
    const view = data.view;
    const canvas = element('canvas', {width: view.width, height: view.height, role: 'img', 'aria-label': label});
    const image = new ImageData(view.width, view.height);
    const low = rgb('low'), mid = rgb('mid'), high = rgb('high');
    const pixels = view.width * view.height, channels = view.channels;
    for (let i = 0; i < pixels; i++) {
      // What the channels gain or lose together.
      let value = 0;
      for (let k = 0; k < channels; k++) value += values[k * pixels + i] / channels;
      const end = value < 0 ? low : high, share = Math.min(1, Math.abs(value) / 127);
      image.data.set([...mid.map((m, k) => m + share * (end[k] - m)), 255], 4 * i);
    }
    canvas.getContext('2d').putImageData(image, 0, 0);
    return canvas;
  }

  function pictures(columns, canvases) {
    const block = element('div', {class: 'pictures'});
    block.style.setProperty('--columns', columns);
    block.append(...canvases);
    return block;
  }

  // ---------------------------------------------------------------- samples and trajectories

  const names = {data: 'held-out data', teacher: 'teacher, many evaluations', student: 'student, one step'};
  const shades = {data: 'data', teacher: 'teacher', student: 'student'};

  function samples() {
    const clouds = data.samples;
    if (!clouds) return;
    show('samples');
    const body = $('samples-body');
    const images = data.view.kind === 'images';
    $('samples-hint').textContent = images
      ? 'Teacher and student start from the same noise, so that images in the same place should be alike.'
      : data.view.dimension > 2
        ? 'Held-out data and samples, seen along the two directions in which the data spread most.'
        : 'Held-out data, and samples of the models from the same noise.';
    if (data.view.kind === 'line') {
      const host = element('div', {class: 'chart', role: 'img', 'aria-label': 'Densities of data and samples'});
      body.append(element('div', {class: 'panel'}, host));
      const [low, high] = range(clouds.map(cloud => cloud.x));
      draw(host, () => ({
        xAxis: {type: 'value', name: 'x', min: low, max: high, axisLabel: ends}, yAxis: {type: 'value'},
        tooltip: {trigger: 'axis'},
        series: clouds.map(cloud => ({name: names[cloud.name], type: 'line', showSymbol: false,
          data: histogram(cloud.x, low, high), itemStyle: {color: colour(shades[cloud.name])}}))
      }));
      return;
    }
    const trio = element('div', {class: 'trio'});
    body.append(trio);
    const box = square([clouds[0].x], [clouds[0].y]);
    clouds.forEach(cloud => {
      const panel = element('div', {class: 'panel'}, element('h3', {text: names[cloud.name]}));
      trio.append(panel);
      if (images) {
        panel.append(pictures(6, cloud.pictures.map((one, i) => picture(one, `${names[cloud.name]} ${i + 1}`))));
        return;
      }
      const host = element('div', {class: 'chart square', role: 'img', 'aria-label': names[cloud.name]});
      panel.append(host);
      draw(host, () => ({
        legend: false, tooltip: false, grid: {left: 38, right: 8, top: 8, bottom: 38},
        xAxis: {type: 'value', name: data.view.axes[0], ...box.x, axisLabel: ends},
        yAxis: {type: 'value', ...box.y, axisLabel: ends},
        series: [scatter(cloud.name, cloud, colour(shades[cloud.name]), 3, 0.5)]
      }));
    });
  }

  function trajectories() {
    const paths = data.trajectories;
    if (!paths) return;
    show('trajectories');
    const line = data.view.kind === 'line';
    const last = paths.times.length - 1;
    const count = paths.teacher[0].x.length;
    const slider = $('trajectories-time');
    slider.max = last;
    slider.value = last;
    const joined = path => {
      const points = [];
      for (let i = 0; i < count; i++) {
        path.forEach((at, k) => points.push(line ? [paths.times[k], at.x[i]] : [at.x[i], at.y[i]]));
        points.push(['-', '-']);
      }
      return points;
    };
    const teacher = joined(paths.teacher), student = joined(paths.student);
    const coordinate = axis => [...paths.teacher, ...paths.student].map(at => at[axis]);
    const box = line ? null : square([...coordinate('x'), data.samples[0].x], [...coordinate('y'), data.samples[0].y]);
    const at = path => {
      const k = Number(slider.value);
      return path[k].x.map((x, i) => line ? [paths.times[k], x] : [x, path[k].y[i]]);
    };
    const options = () => ({
      tooltip: false, legend: {data: ['teacher', 'student']},
      grid: {left: 44, right: 28, top: 30, bottom: 42},
      xAxis: line ? {type: 'value', name: 'time', min: 0, max: 1} : {type: 'value', name: data.view.axes[0], ...box.x, axisLabel: ends},
      yAxis: line ? {type: 'value', name: 'x'} : {type: 'value', name: data.view.axes[1], ...box.y, axisLabel: ends},
      series: [
        ...(line ? [] : [scatter('data', data.samples[0], colour('data'), 3, 0.18)]),
        {name: 'teacher', type: 'line', data: teacher, showSymbol: false, silent: true, lineStyle: {width: 3.5, color: colour('pale-teacher')}, itemStyle: {color: colour('pale-teacher')}},
        {name: 'student', type: 'line', data: student, showSymbol: false, silent: true, lineStyle: {width: 1.2, color: colour('student')}, itemStyle: {color: colour('student')}},
        {name: 'teacher at that time', type: 'scatter', data: at(paths.teacher), symbolSize: 9, silent: true, itemStyle: {color: colour('teacher')}},
        {name: 'student at that time', type: 'scatter', data: at(paths.student), symbolSize: 5, silent: true, itemStyle: {color: colour('student')}}
      ]
    });
    const host = $('trajectories-chart');
    // One scale on both axes of the plane.
    host.classList.toggle('square', !line);
    host.classList.toggle('tall', line);
    const update = () => {
      $('trajectories-now').textContent = text(paths.times[slider.value], 2);
      draw(host, options);
    };
    slider.addEventListener('input', update);
    update();
  }

  function losses() {
    if (!data.losses) return;
    show('losses');
    const wheel = ['teacher', 'student', 'true', 'fair', 'data', 'ink', 'soft'];
    data.losses.forEach(stage => {
      const host = element('div', {class: 'chart', role: 'img', 'aria-label': 'Losses of ' + stage.stage});
      $('losses-body').append(element('div', {class: 'panel'}, element('h3', {text: stage.stage}), host));
      const all = stage.curves.flatMap(curve => curve.losses);
      // Within a decade a logarithmic axis has hardly a number on it.
      const wide = Math.max(...all) > 12 * Math.min(...all);
      draw(host, () => ({
        tooltip: {trigger: 'axis'},
        xAxis: {type: 'value', name: 'step', max: 'dataMax', axisLabel: {showMaxLabel: false}},
        yAxis: {type: wide ? 'log' : 'value', scale: true, axisLabel: {formatter: value => text(value)}},
        series: stage.curves.map((curve, i) => ({
          name: curve.name, type: 'line', showSymbol: false, lineStyle: {width: 1.6},
          itemStyle: {color: colour(wheel[i % wheel.length])},
          data: curve.steps.map((step, k) => [step, curve.losses[k]])
        }))
      }));
    });
  }

  // ---------------------------------------------------------------- spectrum

  /** How far a mode may be believed: by the variation's error where it was measured. */
  function grade(mode) {
    const error = mode.variationError;
    return !isNumber(error) || mode.illConditioned ? 'doubtful' : error < 0.1 ? 'true' : error < 0.3 ? 'fair' : 'doubtful';
  }

  const rate = mode => text(mode.growthRate) + (mode.imaginary ? ` ± ${text(mode.imaginary)} i` : '');
  let chosen = 0;
  const dots = [];

  function halfLife(mode) {
    return !isNumber(mode.halfLife) ? 'neither grows nor fades'
      : mode.halfLife < 0 ? 'doubles in ' + text(-mode.halfLife) : text(mode.halfLife);
  }

  function plane() {
    const leading = $('plane-leading');
    const options = () => {
      const shown = leading.checked ? modes.slice(0, 16) : modes;
      const re = shown.map(mode => mode.growthRate).concat(0);
      const im = shown.flatMap(mode => [mode.imaginary, -mode.imaginary]);
      const [x0, x1] = range([re], 0.08), [y0, y1] = range([im], 0.08);
      const nice = value => Number(value.toPrecision(3));
      return {
        legend: false, tooltip: false, grid: {left: 52, right: 16, top: 12, bottom: 44},
        xAxis: {type: 'value', name: 'growth rate', min: nice(x0), max: nice(x1), axisLabel: ends, axisLine: {onZero: false, lineStyle: {color: colour('line')}}},
        yAxis: {type: 'value', name: 'radians per unit time', nameGap: 38, min: nice(y0), max: nice(y1), axisLabel: ends, axisLine: {onZero: false, lineStyle: {color: colour('line')}}},
        series: [{type: 'scatter', data: [[0, 0]], symbol: 'diamond', symbolSize: 9, silent: true,
          itemStyle: {color: 'transparent', borderColor: colour('soft'), borderWidth: 1.5},
          markLine: {silent: true, symbol: 'none', label: {show: false}, lineStyle: {color: colour('soft'), type: 'solid', width: 1, opacity: 0.6},
            data: [{xAxis: 0}, {yAxis: 0}]}}]
      };
    };
    const entry = draw($('plane-chart'), options);
    const largest = Math.max(...modes.map(mode => mode.share || 0)) || 1;
    const group = $('plane-modes');
    modes.forEach((mode, k) => {
      const size = 8 + 16 * Math.sqrt(Math.max(0, mode.share || 0) / largest);
      const make = name => {
        const dot = element(name, {class: 'mode-dot ' + grade(mode)});
        dot.style.width = dot.style.height = size + 'px';
        dot.style.zIndex = 1;
        group.append(dot);
        return dot;
      };
      const button = make('button');
      button.type = 'button';
      button.tabIndex = k === 0 ? 0 : -1;
      button.dataset.mode = k;
      button.setAttribute('aria-label', `mode ${k}, rate ${rate(mode)}`);
      button.title = `mode ${k}: ${rate(mode)}`;
      button.addEventListener('click', () => choose(k));
      button.addEventListener('focus', () => choose(k));
      button.addEventListener('mouseenter', () => details(k));
      button.addEventListener('mouseleave', () => details(chosen));
      button.addEventListener('keydown', event => {
        const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
        const count = leading.checked ? Math.min(16, modes.length) : modes.length;
        const next = event.key === 'Home' ? 0 : event.key === 'End' ? count - 1
          : step ? (k + step + count) % count : undefined;
        if (next !== undefined) {
          event.preventDefault();
          dots[next].button.focus();
        }
      });
      let below = null;
      if (mode.imaginary) {
        below = make('span');
        below.classList.add('pair-below');
      }
      dots.push({button, below});
    });
    const place = () => modes.forEach((mode, k) => {
      const hidden = leading.checked && k >= 16;
      [[dots[k].button, mode.imaginary], [dots[k].below, -mode.imaginary]].forEach(([dot, height]) => {
        if (!dot) return;
        const [x, y] = entry.chart.convertToPixel({xAxisIndex: 0, yAxisIndex: 0}, [mode.growthRate, height]);
        dot.style.left = x + 'px';
        dot.style.top = y + 'px';
        dot.hidden = hidden;
      });
    });
    entry.placed = place;
    place();
    leading.addEventListener('change', () => {
      draw($('plane-chart'), options);
      if (leading.checked && chosen >= 16) choose(0);
      place();
    });
    $('plane-legend').append(
      ...[['true', 'error of what differs below 10 %'], ['fair', 'below 30 %'], ['doubtful', spectrum.times ? 'above, or not to be read' : 'not measured']]
        .map(([name, label]) => element('span', {}, element('i', {class: name}), label)),
      element('span', {text: '◇ the constant and the time'}));
  }

  function choose(k) {
    chosen = k;
    dots.forEach((dot, i) => {
      dot.button.setAttribute('aria-pressed', i === k);
      dot.button.tabIndex = i === k ? 0 : -1;
    });
    $('mode-rows').querySelectorAll('tr').forEach((row, i) => row.setAttribute('aria-current', i === k));
    if (k < $('energy-mode').options.length) {
      $('energy-mode').value = k;
      energyChart();
    }
    details(k);
  }

  function details(k) {
    const mode = modes[k];
    $('mode-title').textContent = `Mode ${k}` + (mode.imaginary ? ', a pair' : '');
    facts($('mode-figures'), [
      ['rate', rate(mode)],
      ['half-life', halfLife(mode)],
      ['period', isNumber(mode.period) ? text(mode.period) : 'does not turn'],
      ['share', percent(mode.share)],
      ['evolution error', isNumber(mode.fidelityError) ? percent(mode.fidelityError) : 'not measured'],
      ['… of what differs', isNumber(mode.variationError) ? percent(mode.variationError) : 'not measured'],
      ['… if the rate were 0', isNumber(mode.conservedError) ? percent(mode.conservedError) : 'not measured'],
      ['residual', isNumber(mode.residual) ? text(mode.residual) : 'not measured'],
      ['condition', text(mode.condition) + (mode.illConditioned ? ', not to be relied on' : '')]
    ]);
    shape(k);
    const timed = Boolean(mode.errorAt && spectrum.times);
    $('mode-fidelity-title').hidden = !timed;
    $('mode-fidelity').hidden = !timed;
    if (timed) {
      draw($('mode-fidelity'), () => ({
        legend: false, tooltip: {trigger: 'axis', valueFormatter: value => text(value) + ' %'},
        grid: {left: 48, right: 14, top: 10, bottom: 38},
        xAxis: {type: 'value', name: 'time', min: 0, max: 1},
        yAxis: {type: 'value', min: 0, axisLabel: {formatter: '{value} %'}},
        series: [{type: 'line', name: 'error', symbolSize: 4, itemStyle: {color: colour('teacher')},
          data: spectrum.times.map((t, i) => [t, 100 * mode.errorAt[i]])}]
      }));
    }
  }

  function arrows(name, shape, shade, box, length) {
    const at = spectrum.shapesAt;
    return {
      name, type: 'custom', silent: true, itemStyle: {color: shade},
      data: at.x.map((x, i) => [x, at.y[i], x + length * shape.x[i], at.y[i] + length * shape.y[i]]),
      encode: {x: 0, y: 1},
      renderItem: (parameters, api) => {
        const [x0, y0] = api.coord([api.value(0), api.value(1)]);
        const [x1, y1] = api.coord([api.value(2), api.value(3)]);
        const size = Math.hypot(x1 - x0, y1 - y0), head = Math.min(5, size / 2);
        const ux = size ? (x1 - x0) / size : 0, uy = size ? (y1 - y0) / size : 0;
        const stroke = {stroke: shade, fill: shade, lineWidth: 1.4};
        return {type: 'group', children: [
          {type: 'line', shape: {x1: x0, y1: y0, x2: x1, y2: y1}, style: stroke},
          {type: 'polygon', style: stroke, shape: {points: [[x1, y1],
            [x1 - head * (ux + 0.5 * uy), y1 - head * (uy - 0.5 * ux)],
            [x1 - head * (ux - 0.5 * uy), y1 - head * (uy + 0.5 * ux)]]}}]};
      }
    };
  }

  function shape(k) {
    const found = (spectrum.shapes || [])[k];
    const host = $('mode-shape');
    $('mode-shape-hint').textContent = !found
      ? (spectrum.shapes ? `Shapes are kept for the ${spectrum.shapes.length} leading modes.` : 'Not measured; see below.')
      : `A standard deviation of its amplitude moves a sample by up to ${text(found.reach)}`
        + (data.view.kind === 'images' ? ' of the grey scale. Orange: brighter, blue: darker.' : '. Scaled to be seen.');
    if (data.view.kind === 'images') {
      host.className = 'strip';
      const paint = () => host.replaceChildren(...(found ? [
        ['sample', spectrum.shapesAt.pictures.map((one, i) => picture(one, `sample ${i + 1}`))],
        ['mode', found.real.map((one, i) => signed(new Int8Array(bytes(one).buffer), `mode ${k} at sample ${i + 1}`))],
        ...(found.imaginary ? [['a quarter turn on', found.imaginary.map((one, i) => signed(new Int8Array(bytes(one).buffer), `mode ${k} a quarter turn on, at sample ${i + 1}`))]] : [])
      ].flatMap(([label, row]) => [element('span', {text: label}), pictures(4, row)]) : []));
      repaint.set('shape', paint);
      paint();
      return;
    }
    host.className = found && !Array.isArray(found.real) ? 'chart square' : 'chart';
    host.hidden = !found;
    if (!found) return;
    host.setAttribute('role', 'img');
    host.setAttribute('aria-label', `What mode ${k} paints`);
    if (Array.isArray(found.real)) {
      const bar = (name, values, shade) => ({name, type: 'bar', data: values, itemStyle: {color: colour(shade)}});
      draw(host, () => ({
        tooltip: {trigger: 'axis'},
        xAxis: {type: 'category', name: 'coordinate', data: found.real.map((_, i) => 'x' + (i + 1))},
        yAxis: {type: 'value', min: -1, max: 1},
        series: [bar('mode', found.real, 'student'), ...(found.imaginary ? [bar('a quarter turn on', found.imaginary, 'teacher')] : [])]
      }));
      return;
    }
    const box = square([spectrum.shapesAt.x], [spectrum.shapesAt.y]);
    const length = (box.x.max - box.x.min) / 8;
    draw(host, () => ({
      tooltip: false, grid: {left: 38, right: 14, top: 28, bottom: 24},
      xAxis: {type: 'value', ...box.x, axisLabel: ends},
      yAxis: {type: 'value', ...box.y, axisLabel: ends},
      series: [
        scatter('samples', spectrum.shapesAt, colour('data'), 3, 0.6),
        ...(found.imaginary ? [arrows('a quarter turn on', found.imaginary, colour('pale-teacher'), box, length)] : []),
        arrows('mode', found.real, colour('student'), box, length)
      ]
    }));
  }

  function table() {
    modes.slice(0, 16).forEach((mode, k) => {
      const button = element('button', {type: 'button', text: String(k), 'aria-label': `show mode ${k}`});
      button.addEventListener('click', () => choose(k));
      const row = element('tr', {}, element('td', {}, button));
      [rate(mode), mode.frequency ? text(mode.frequency) : '–', halfLife(mode), percent(mode.share),
        percent(mode.fidelityError), percent(mode.variationError), text(mode.residual)]
        .forEach(cell => row.append(element('td', {text: cell})));
      $('mode-rows').append(row);
    });
  }

  function energyChart() {
    if (!spectrum.energies) return;
    const k = Number($('energy-mode').value);
    const times = spectrum.energyTimes;
    draw($('energy-chart'), () => {
      const measured = spectrum.energies[k];
      const predicted = times.map(t => measured[0] * Math.exp(2 * modes[k].growthRate * (t - times[0])));
      const curve = values => times.map((t, i) => [t, values[i] > 0 ? values[i] : '-']);
      return {
        tooltip: {trigger: 'axis', formatter: parts => parts.filter(part => part.seriesName !== 'other modes')
          .map(part => `${part.seriesName}: ${text(part.value[1])}`).join('<br>')},
        grid: {left: 64, right: 14, top: 30, bottom: 42},
        xAxis: {type: 'value', name: 'time', min: 0, max: 1},
        yAxis: {type: 'log', name: '', axisLabel: {formatter: value => text(value, 2)}},
        legend: {data: ['measured', 'predicted', 'other modes']},
        series: [
          ...spectrum.energies.slice(0, 8).filter((_, i) => i !== k).map(other => ({name: 'other modes', type: 'line',
            silent: true, showSymbol: false, lineStyle: {width: 1, color: colour('line')}, itemStyle: {color: colour('line')}, data: curve(other)})),
          {name: 'predicted', type: 'line', showSymbol: false, lineStyle: {width: 2, color: colour('student')}, itemStyle: {color: colour('student')}, data: curve(predicted)},
          {name: 'measured', type: 'scatter', symbolSize: 7, itemStyle: {color: colour('teacher')}, data: curve(measured)}
        ]
      };
    });
  }

  function explore() {
    if (!modes.length) return;
    show('spectrum');
    (spectrum.warnings || []).forEach(warning =>
      $('spectrum-warnings').append(element('p', {class: 'notice', text: warning})));
    if (spectrum.energies) {
      show('energy');
      const select = $('energy-mode');
      spectrum.energies.forEach((_, k) => select.append(element('option', {value: k, text: `${k}: ${rate(modes[k])}`})));
      select.addEventListener('change', () => choose(Number(select.value)));
    }
    plane();
    table();
    choose(0);
  }

  // ---------------------------------------------------------------- signatures

  function heat(host, columns, rows, values, names, diverging) {
    const all = values.flat().filter(isNumber);
    const most = Math.max(...all.map(Math.abs)) || 1;
    host.style.height = Math.max(260, 26 * rows.length + 90) + 'px';
    draw(host, () => ({
      legend: false, grid: {left: 44, right: 10, top: 6, bottom: 86},
      tooltip: {formatter: part => `${names[0]} ${columns[part.value[0]]}, ${names[1]} ${rows[part.value[1]]}: ${text(part.value[2])}`},
      xAxis: {type: 'category', name: names[0], data: columns, splitLine: {show: false}},
      yAxis: {type: 'category', name: names[1], data: rows, inverse: true, splitLine: {show: false}},
      visualMap: {min: diverging ? -most : 0, max: most, calculable: false, orient: 'horizontal', left: 'center', bottom: 0,
        itemHeight: 110, itemWidth: 12, precision: 2, textStyle: {color: colour('soft'), fontSize: 11},
        text: [text(most, 2), diverging ? text(-most, 2) : '0'],
        inRange: {color: diverging ? [colour('low'), colour('mid'), colour('high')] : [colour('mid'), colour('high')]}},
      series: [{type: 'heatmap', data: values.flatMap((row, i) => row.map((value, j) => [j, i, value]))}]
    }));
  }

  function signatures() {
    const found = spectrum.signatures;
    if (!found) return;
    show('signatures');
    $('signatures-hint').textContent =
      `A plain linear classifier reads the label from the amplitudes of all modes with an accuracy of ${percent(found.accuracyOfAmplitudes)}, `
      + `from their energies alone with ${percent(found.accuracyOfEnergies)}; always naming the most frequent class gives ${percent(found.chance)}. `
      + `On ${found.samples} held-out rows of ${found.classes} classes, half to learn from and half to test.`;
    const classes = found.names;
    heat($('signatures-energies'), found.energies[0].map((_, k) => String(k)), classes.map(String), found.energies, ['mode', 'class'], true);
    heat($('signatures-distances'), classes.map(String), classes.map(String), found.distance, ['class', 'class'], false);
  }

  // ---------------------------------------------------------------- edits

  function edits() {
    const list = spectrum.edits;
    if (!list || !list.length) return;
    show('edits');
    const choice = $('edit-choice'), slider = $('edit-strength'), body = $('edit-body');
    list.forEach((edit, i) => choice.append(element('option', {value: i, text: edit.name})));
    const kind = data.view.kind;
    let host = null;
    if (kind !== 'images') {
      host = element('div', {class: kind === 'plane' ? 'chart square' : 'chart', role: 'img', 'aria-label': 'Samples before and after the edit'});
      body.append(host);
    } else {
      body.className = 'strip';
    }
    const update = () => {
      const edit = list[choice.value], k = Number(slider.value);
      const before = edit.states[edit.neutral], after = edit.states[k];
      $('edit-unit').textContent = edit.unit;
      $('edit-now').textContent = text(edit.strengths[k]);
      slider.setAttribute('aria-valuetext', `${edit.unit} ${edit.strengths[k]}`);
      $('edit-hint').textContent = edit.mode !== undefined
        ? `Rate ${rate(modes[edit.mode])}; 0 gives every sample the mode’s mean, 1 leaves the samples as they are, bit for bit.`
        : edit.reached !== undefined
          ? `At 1 the linear classifier takes ${percent(edit.reached)} of the samples for the class wanted (${percent(edit.before)} before); `
            + `${percent(edit.leakage)} of the change of its scores lies outside the two classes.`
          : '0 leaves the sample as it is.';
      if (kind === 'images') {
        body.replaceChildren(
          element('span', {text: 'before'}), pictures(8, before.pictures.map((one, i) => picture(one, `before, sample ${i + 1}`))),
          element('span', {text: 'after'}), pictures(8, after.pictures.map((one, i) => picture(one, `after, sample ${i + 1}`))),
          element('span', {text: 'change'}), pictures(8, after.pictures.map((one, i) => {
            const old = bytes(before.pictures[i]);
            return signed(Array.from(bytes(one), (value, p) => (value - old[p]) / 2), `change of sample ${i + 1}`);
          })));
        return;
      }
      if (kind === 'line') {
        const [low, high] = range(edit.states.map(state => state.x));
        const density = (name, state, shade) => ({name, type: 'line', showSymbol: false, itemStyle: {color: colour(shade)}, data: histogram(state.x, low, high)});
        draw(host, () => ({xAxis: {type: 'value', min: low, max: high, axisLabel: ends}, yAxis: {type: 'value'},
          series: [density('before', before, 'data'), density('after', after, 'student')]}));
        return;
      }
      // The frame holds every strength, so that it stays where it is while the slider moves.
      const box = square(edit.states.map(state => state.x), edit.states.map(state => state.y));
      draw(host, () => ({
        tooltip: false, grid: {left: 44, right: 28, top: 30, bottom: 42},
        xAxis: {type: 'value', name: data.view.axes[0], ...box.x, axisLabel: ends},
        yAxis: {type: 'value', name: data.view.axes[1], ...box.y, axisLabel: ends},
        series: [
          {name: 'moved', type: 'line', silent: true, showSymbol: false, lineStyle: {width: 0.7, color: colour('line')}, itemStyle: {color: colour('line')},
            data: before.x.flatMap((x, i) => [[x, before.y[i]], [after.x[i], after.y[i]], ['-', '-']])},
          scatter('before', before, colour('data'), 4, 0.6), scatter('after', after, colour('student'), 4, 0.85)]
      }));
    };
    const begin = () => {
      const edit = list[choice.value];
      slider.max = edit.strengths.length - 1;
      slider.value = edit.reached !== undefined ? edit.strengths.indexOf(1) : edit.strengths.length - 1;
      update();
    };
    choice.addEventListener('change', begin);
    if (kind === 'images') repaint.set('edit', update);
    slider.addEventListener('input', update);
    begin();
  }

  // ---------------------------------------------------------------- the rest

  function bounds() {
    const trip = spectrum.inversion, certificate = spectrum.certificate;
    if (!trip && !certificate) return;
    show('bounds');
    $('inversion').hidden = !trip;
    $('certificate').hidden = !certificate;
    if (trip) {
      facts($('inversion-figures'), [
        ['linear flow, there and back', percent(trip.relativeError)],
        ['with corrections', percent(trip.correctedError)],
        ['solver on the teacher', `${percent(trip.solverError)} in ${trip.solverEvaluations} evaluations`],
        ['noise, distance to solver’s', percent(trip.noiseDistance)],
        ['the same with corrections', percent(trip.correctedNoiseDistance)],
        ['rows', trip.rows]]);
    }
    if (certificate) {
      const curve = values => certificate.times.map((t, i) => [t, values[i] > 0 ? values[i] : '-']);
      draw($('certificate-chart'), () => ({
        tooltip: {trigger: 'axis'}, grid: {left: 60, right: 14, top: 28, bottom: 38},
        xAxis: {type: 'value', name: 'time', min: 0, max: 1}, yAxis: {type: 'log', axisLabel: {formatter: value => text(value, 2)}},
        series: [{name: 'bound', type: 'line', showSymbol: false, itemStyle: {color: colour('teacher')}, data: curve(certificate.bound)},
          {name: 'largest error', type: 'line', showSymbol: false, itemStyle: {color: colour('student')}, data: curve(certificate.error)}]
      }));
      facts($('certificate-figures'), [
        ['holds', certificate.holds ? `at all ${certificate.points} times of ${certificate.trajectories} trajectories` : `at ${percent(certificate.holding)} of the points`],
        ['bound over error', text(certificate.medianBoundOverError) + ' (median over trajectories and times, each with its own residual)'],
        ['logarithmic norm', text(certificate.logarithmicNorm)],
        ['largest residual', text(certificate.residual)]]);
    }
  }

  function missing() {
    const list = spectrum.missing || [];
    if (!list.length) return;
    show('missing');
    $('missing-list').append(...list.map(reason => element('li', {text: reason})));
  }

  function sections() {
    document.querySelectorAll('main section[id]').forEach(section => {
      if (!section.hidden) {
        $('sections').append(element('li', {}, element('a', {href: '#' + section.id, text: section.querySelector('h2').textContent})));
      }
    });
  }

  [samples, trajectories, losses, explore, signatures, edits, bounds, missing, sections].forEach(part => part());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);
})();
