pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Lobby
import Lobby.Models

/** How many people were in through the day, against the places; a line with its tinted area. */
StaffPanel {
    id: root

    required property StaffModel model
    readonly property list<point> curve: model.points.map(
        at => Qt.point(at.x * plot.width, (1 - at.y) * plot.height))
    readonly property point now: curve.length > 0 ? curve[curve.length - 1] : Qt.point(0, 0)

    title: qsTr("People in the house today, by the hour")

    TextMetrics {
        id: longest // of what stands below the curve

        text: "00:00"
        font.family: Theme.family
        font.pixelSize: Math.round(Theme.text1)
    }
    Item {
        id: plot

        readonly property int everyHour: Math.ceil(hours.count * (longest.advanceWidth + Theme.gap2) / (width + longest.advanceWidth))

        anchors {
            fill: parent
            leftMargin: Theme.text(5)
            rightMargin: Math.max(2 * Theme.unit, (longest.advanceWidth - root.inset) / 2)
            topMargin: Theme.text(4.4)
            bottomMargin: Theme.text(4.6) - Theme.gap1
        }
        Accessible.role: Accessible.Chart
        Accessible.name: root.title
        Accessible.description: qsTr("Now %1, at %2. At most %3, at %4. Places: %5.", "chart in words")
            .arg(Theme.whole(root.model.present)).arg(root.model.asOf).arg(Theme.whole(root.model.peak)).arg(root.model.peakAt)
            .arg(Theme.whole(root.model.capacity))

        Repeater {
            model: root.model.counts

            Item {
                id: count

                required property string key
                required property double at

                y: Math.round((1 - at) * plot.height)

                Rectangle {
                    width: plot.width
                    height: 1
                    color: Theme.line
                }
                TextLine {
                    anchors { right: parent.left; rightMargin: Theme.gap1; verticalCenter: parent.verticalCenter }
                    text: count.key
                    size: Theme.text1
                    color: Theme.soft
                    Accessible.ignored: true
                }
            }
        }
        Repeater {
            id: hours

            model: root.model.hours

            TextLine {
                required property string key
                required property double at
                required property int index

                x: at * plot.width - width / 2
                visible: index % plot.everyHour === 0
                y: plot.height + Theme.gap1
                text: key
                size: Theme.text1
                color: Theme.soft
                Accessible.ignored: true
            }
        }
        Shape {
            anchors.fill: parent
            visible: root.curve.length > 1
            preferredRendererType: Shape.CurveRenderer

            ShapePath {
                strokeColor: "transparent"
                fillColor: Theme.accentTint

                PathPolyline {
                    path: root.curve.length > 1 ? [Qt.point(root.curve[0].x, plot.height), ...root.curve,
                        Qt.point(root.now.x, plot.height)] : []
                }
            }
            ShapePath {
                strokeColor: Theme.accent
                strokeWidth: 0.6 * Theme.unit
                fillColor: "transparent"
                joinStyle: ShapePath.RoundJoin
                capStyle: ShapePath.RoundCap

                PathPolyline { path: root.curve }
            }
        }
        Rectangle {
            visible: root.model.capacityLine > 0
            y: Math.round((1 - root.model.capacityLine) * plot.height)
            width: plot.width
            height: Math.max(1, 0.25 * Theme.unit)
            color: Theme.stop

            TextLine {
                anchors { right: parent.right; bottom: parent.top }
                text: qsTr("%n places", "", root.model.capacity)
                size: Theme.text1
                wght: Theme.semibold
                color: Theme.stop

                // Lines and the curve's area pass below the words, not through them.
                Rectangle {
                    z: -1
                    anchors { fill: parent; bottomMargin: 1 }
                    color: Theme.card
                }
            }
        }
        Rectangle {
            visible: root.curve.length > 0
            x: root.now.x - width / 2
            y: root.now.y - height / 2
            width: 2 * Theme.unit
            height: width
            radius: width / 2
            color: Theme.accent
            border { width: 0.3 * Theme.unit; color: Theme.card }
        }
        Rectangle {
            visible: root.curve.length > 0
            x: root.now.x + width + Theme.gap2 < plot.width ? root.now.x + Theme.gap2
                                                            : root.now.x - width - Theme.gap2
            y: Math.max(0, Math.min(plot.height - height, root.now.y - height / 2))
            width: tag.implicitWidth + 2 * Theme.gap1
            height: Theme.text(4.2)
            radius: Theme.gap1
            color: Theme.accent

            TextLine {
                id: tag

                anchors.centerIn: parent
                text: qsTr("%1 at %2", "people, time").arg(Theme.whole(root.model.present)).arg(root.model.asOf)
                size: Theme.text1
                wght: Theme.bold
                color: Theme.accentInk
                lineHeight: 1
                Accessible.ignored: true
            }
        }
    }
}
