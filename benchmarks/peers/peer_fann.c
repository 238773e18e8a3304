/*
 * FANN, the C library: incremental training for one sample at a time, fann_run for predictions, Rprop for XOR. It has neither mini-batches nor softmax nor
 * ReLU: trained networks end in sigmoids with squared error, which is as much work; for predictions the bounded line stands in for ReLU, exactly (below).
 * Takes what the other peers take, but the case word by word (--sizes 784,15,10), and prints the same line of JSON.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <floatfann.h>

enum { MOST_LAYERS = 8, CLASSES = 10, DIGITS = 1000, CALLS_PER_READING = 100, MOST_READINGS = 1 << 20 };

static int argument_count;
static char **arguments;

static void fail(const char *sentence, const char *detail)
{
    fprintf(stderr, "%s: %s\n", sentence, detail);
    exit(2);
}

static const char *text(const char *name)
{
    for (int i = 1; i + 1 < argument_count; i += 2)
        if (strcmp(arguments[i], name) == 0) return arguments[i + 1];
    fail("an argument is missing", name);
    return NULL;
}

static double number(const char *name) { return atof(text(name)); }

static int whole(const char *name) { return atoi(text(name)); }

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double cpu_now(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + 1e-6 * (u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

static void *room(size_t bytes)
{
    void *memory = malloc(bytes);
    if (!memory) fail("no memory left for", "the digits");
    return memory;
}

/* The network */

static unsigned read_sizes(unsigned sizes[MOST_LAYERS])
{
    unsigned count = 0;
    char words[256];
    snprintf(words, sizeof words, "%s", text("--sizes"));
    for (char *word = strtok(words, ","); word && count < MOST_LAYERS; word = strtok(NULL, ",")) sizes[count++] = (unsigned)atoi(word);
    return count;
}

static struct fann *create(enum fann_activationfunc_enum hidden, enum fann_activationfunc_enum output)
{
    unsigned sizes[MOST_LAYERS], count = read_sizes(sizes);
    struct fann *net = fann_create_standard_array(count, sizes);
    if (!net) fail("FANN could not make the network", text("--sizes"));
    fann_set_activation_function_hidden(net, hidden);
    fann_set_activation_function_output(net, output);
    fann_set_activation_steepness_hidden(net, 0.5f); /* its sigmoid is 1 / (1 + e^(-2 steepness x)) */
    fann_set_activation_steepness_output(net, 0.5f);
    fann_set_train_error_function(net, FANN_ERRORFUNC_LINEAR);
    return net;
}

/* The digits */

typedef struct {
    int count, features;
    float *x;
    unsigned char *labels;
} digits;

static unsigned char *read_file(const char *name, int header, int *bytes)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", text("--data"), name);
    FILE *file = fopen(path, "rb");
    if (!file) fail("cannot open", path);
    fseek(file, 0, SEEK_END);
    *bytes = (int)ftell(file) - header;
    fseek(file, header, SEEK_SET);
    unsigned char *content = room((size_t)*bytes);
    if (fread(content, 1, (size_t)*bytes, file) != (size_t)*bytes) fail("cannot read", path);
    fclose(file);
    return content;
}

static digits load(const char *part, int most)
{
    char name[64];
    int bytes, count;
    snprintf(name, sizeof name, "%s-labels-idx1-ubyte", part);
    unsigned char *labels = read_file(name, 8, &count);
    snprintf(name, sizeof name, "%s-images-idx3-ubyte", part);
    unsigned char *pixels = read_file(name, 16, &bytes);
    digits d = {most > 0 && most < count ? most : count, bytes / count, NULL, labels};
    float low = (float)number("--low"), high = (float)number("--high");
    size_t values = (size_t)d.count * d.features;
    d.x = room(values * sizeof(float));
    for (size_t i = 0; i < values; i++) d.x[i] = low + (high - low) / 255 * pixels[i];
    free(pixels);
    return d;
}

static float *row(const digits *d, int i) { return d->x + (size_t)i * d->features; }

static int largest(const float *values)
{
    int best = 0;
    for (int i = 1; i < CLASSES; i++)
        if (values[i] > values[best]) best = i;
    return best;
}

static double accuracy(struct fann *net, const digits *d, int count)
{
    int right = 0;
    for (int i = 0; i < count; i++) right += largest(fann_run(net, row(d, i))) == d->labels[i];
    return (double)right / count;
}

/* Training, one sample at a time */

static void shuffle(int *order, int count)
{
    for (int i = count - 1; i > 0; i--) {
        int j = (int)(drand48() * (i + 1)), kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

static void print_list(const char *name, const double *values, int count)
{
    printf("\"%s\": [", name);
    for (int i = 0; i < count; i++) printf("%s%.9g", i ? ", " : "", values[i]);
    printf("], ");
}

static void train(void)
{
    digits data = load("train", whole("--samples")), test = load("t10k", 0);
    struct fann *net = create(FANN_SIGMOID, FANN_SIGMOID);
    fann_set_training_algorithm(net, FANN_TRAIN_INCREMENTAL);
    fann_set_learning_rate(net, (float)number("--rate"));
    fann_set_learning_momentum(net, 0);

    float goals[CLASSES][CLASSES];
    for (int i = 0; i < CLASSES * CLASSES; i++) goals[i / CLASSES][i % CLASSES] = (float)number(i / CLASSES == i % CLASSES ? "--on" : "--off");
    int *order = room((size_t)data.count * sizeof(int)), epochs = whole("--epochs");
    for (int i = 0; i < data.count; i++) order[i] = i;
    double *seconds = room(epochs * sizeof(double)), *cpu_seconds = room(epochs * sizeof(double));
    for (int epoch = 0; epoch < epochs; epoch++) {
        double start = now(), cpu_start = cpu_now();
        shuffle(order, data.count);
        for (int i = 0; i < data.count; i++) fann_train(net, row(&data, order[i]), goals[data.labels[order[i]]]);
        seconds[epoch] = now() - start;
        cpu_seconds[epoch] = cpu_now() - cpu_start;
    }
    print_list("epoch_seconds", seconds, epochs);
    print_list("epoch_cpu_seconds", cpu_seconds, epochs);
    printf("\"samples\": %d, \"accuracy\": %.6f", data.count, accuracy(net, &test, test.count));
}

/* Predicting one digit */

/*
 * FANN lays connections out layer by layer, unit by unit, inputs in order and the bias last, each layer's inputs times its steepness. Its bounded line is
 * clamp(steepness * sum, 0, 1): with a small steepness nothing reaches 1, so that it is ReLU made smaller; the next layer's weights are made as much larger.
 */
static void load_weights(struct fann *net)
{
    const float steepness = 1.0f / 256;
    unsigned sizes[MOST_LAYERS], count = read_sizes(sizes);
    FILE *file = fopen(text("--weights"), "rb");
    if (!file) fail("cannot open", text("--weights"));
    float *to = net->weights;
    for (unsigned layer = 1; layer < count; layer++) {
        unsigned in = sizes[layer - 1], out = sizes[layer];
        float *w = room(((size_t)in + 1) * out * sizeof(float));
        if (fread(w, sizeof(float), ((size_t)in + 1) * out, file) != ((size_t)in + 1) * out) fail("cannot read", text("--weights"));
        for (unsigned unit = 0; unit < out; unit++) {
            for (unsigned i = 0; i < in; i++) *to++ = w[unit * in + i] * (layer > 1 ? 1 / steepness : 1);
            *to++ = w[in * out + unit];
        }
        free(w);
    }
    fclose(file);
    fann_set_activation_steepness_hidden(net, steepness);
    fann_set_activation_steepness_output(net, 1);
}

static void probabilities(const float *sums, float *p)
{
    float total = 0;
    for (int i = 0; i < CLASSES; i++) total += p[i] = expf(sums[i]);
    for (int i = 0; i < CLASSES; i++) p[i] /= total;
}

static int ascending(const void *a, const void *b) { return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b); }

static void predict_one(void)
{
    digits test = load("t10k", 0);
    struct fann *net = create(FANN_LINEAR_PIECE, FANN_LINEAR);
    load_weights(net);
    float p[CLASSES];
    double *readings = room(MOST_READINGS * sizeof(double)), began = now();
    probabilities(fann_run(net, row(&test, 0)), p);
    double first = now() - began;
    int count = 0;
    for (int at = 0; count < MOST_READINGS && now() - began < number("--seconds"); at = (at + CALLS_PER_READING) % DIGITS) {
        double start = now();
        for (int i = at; i < at + CALLS_PER_READING; i++) probabilities(fann_run(net, row(&test, i)), p);
        readings[count++] = (now() - start) / CALLS_PER_READING;
    }
    qsort(readings, (size_t)count, sizeof(double), ascending);
    printf("\"call_seconds\": %.9g, \"first_seconds\": %.9g, \"accuracy\": %.6f", readings[count / 2], first, accuracy(net, &test, DIGITS));
}

/* XOR with Rprop */

static float xor_inputs[4][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
static float xor_goals[4][1] = {{0}, {1}, {1}, {0}};

/* The epochs it took, or 0 where the most allowed were not enough. FANN seeds itself with the clock when it makes a network, so the weights are drawn here. */
static int train_xor(struct fann_train_data *data, long seed)
{
    struct fann *net = create(FANN_SIGMOID_SYMMETRIC, FANN_SIGMOID);
    fann_set_training_algorithm(net, FANN_TRAIN_RPROP);
    fann_set_bit_fail_limit(net, (float)number("--largest_error"));
    srand48(seed);
    for (unsigned i = 0; i < net->total_connections; i++) net->weights[i] = (float)(2 * drand48() - 1);
    int most = whole("--most_epochs"), epochs = 0;
    for (int epoch = 1; epoch <= most && epochs == 0; epoch++) {
        fann_train_epoch(net, data);
        if (fann_get_bit_fail(net) == 0) epochs = epoch; /* no output was off by more than the limit in this epoch */
    }
    fann_destroy(net);
    return epochs;
}

static void train_xors(void)
{
    struct fann_train_data *data = fann_create_train(4, 2, 1);
    for (int i = 0; i < 4; i++) {
        memcpy(data->input[i], xor_inputs[i], sizeof xor_inputs[i]);
        memcpy(data->output[i], xor_goals[i], sizeof xor_goals[i]);
    }
    long seed = 1000L * whole("--seed");
    double began = now();
    train_xor(data, seed);
    double first = now() - began;
    for (int i = 1; now() - began < number("--seconds"); i++) train_xor(data, seed + 500 + i % 100);

    int seeds = whole("--seeds"), *epochs = room(seeds * sizeof(int));
    printf("\"seconds\": [");
    for (int i = 0; i < seeds; i++) {
        double start = now();
        epochs[i] = train_xor(data, seed + i);
        double taken = now() - start;
        if (epochs[i]) printf("%s%.9g", i ? ", " : "", taken);
        else printf("%snull", i ? ", " : "");
    }
    printf("], \"epochs\": [");
    for (int i = 0; i < seeds; i++) printf(epochs[i] ? "%s%d" : "%snull", i ? ", " : "", epochs[i]);
    printf("], \"first_seconds\": %.9g", first);
}

int main(int count, char **values)
{
    argument_count = count;
    arguments = values;
    const char *kind = text("--kind");
    srand48(whole("--seed"));
    printf("{\"versions\": {\"fann\": \"%s\"}, ", VERSION);
    if (strcmp(kind, "train") == 0) train();
    else if (strcmp(kind, "predict-one") == 0) predict_one();
    else if (strcmp(kind, "xor") == 0) train_xors();
    else fail("FANN's peer program does not have this kind of work", kind);
    printf("}\n");
    return 0;
}
